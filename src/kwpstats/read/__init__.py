"""Reading: file -> tables of text with line numbers. No other module opens a file of data."""

from kwpstats.read.plain_table import Plain, plain
from kwpstats.read.reader import read_tables
from kwpstats.read.recognise import Content
from kwpstats.read.table import Cell, Table, Unreadable, place

__all__ = ["Cell", "Content", "Plain", "Table", "Unreadable", "place", "plain", "read_tables"]
