"""Reading: file -> tables of text with line numbers. No other module opens a file of data."""

from kwpstats.read.blocks import Blocks, NotInBlocks, ParquetBlocks, TextBlocks, parquet_kinds
from kwpstats.read.growing import Growing
from kwpstats.read.plain_table import Plain, plain
from kwpstats.read.reader import read_tables
from kwpstats.read.recognise import Content
from kwpstats.read.table import Cell, Table, Unreadable, place

__all__ = [
    "Blocks",
    "Cell",
    "Content",
    "Growing",
    "NotInBlocks",
    "ParquetBlocks",
    "Plain",
    "Table",
    "TextBlocks",
    "Unreadable",
    "parquet_kinds",
    "place",
    "plain",
    "read_tables",
]
