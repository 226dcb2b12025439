"""Adds numbers up by key, with the sums in Flink's state."""

from pyflink.common import Types
from pyflink.datastream import KeyedProcessFunction, RuntimeContext, StreamExecutionEnvironment
from pyflink.datastream.state import ValueStateDescriptor
from pyflink.table import StreamTableEnvironment

from labels import label


class Sum(KeyedProcessFunction):
    def open(self, context: RuntimeContext):
        self.sum = context.get_state(ValueStateDescriptor("sum", Types.LONG()))

    def process_element(self, value, ctx):
        total = (self.sum.value() or 0) + value[1]
        self.sum.update(total)
        yield label(value[0], total)


def main():
    environment = StreamExecutionEnvironment.get_execution_environment()
    tables = StreamTableEnvironment.create(environment)
    tables.execute_sql(
        """
        CREATE TABLE numbers (k INT, n BIGINT) WITH (
          'connector' = 'datagen', 'rows-per-second' = '10',
          'fields.k.min' = '1', 'fields.k.max' = '3', 'fields.n.min' = '0', 'fields.n.max' = '9')
        """
    )
    numbers = tables.to_data_stream(tables.from_path("numbers"))
    (
        numbers.key_by(lambda row: row[0], key_type=Types.INT())
        .process(Sum(), output_type=Types.STRING())
        .uid("sums")  # never changes, so that an upgrade finds the state again
        .print()
    )
    environment.execute("totals")


if __name__ == "__main__":
    main()
