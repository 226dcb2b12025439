-- Counts orders by city. datagen and blackhole are part of Flink; yours will be Kafka, files or a database.
CREATE TABLE orders (
  city INT,
  amount DOUBLE,
  placed_at AS PROCTIME()
) WITH (
  'connector' = 'datagen',
  'rows-per-second' = '10',
  'fields.city.min' = '1',
  'fields.city.max' = '5'
);

CREATE TABLE totals (
  city INT,
  orders BIGINT,
  amount DOUBLE
) WITH ('connector' = 'blackhole');

INSERT INTO totals
SELECT city, COUNT(*), SUM(amount)
FROM orders
GROUP BY city, TUMBLE(placed_at, INTERVAL '1' MINUTE);
