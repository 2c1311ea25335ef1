"""Mutants: every small change that can be made to a module, one at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
UNTOUCHED = ("annotation", "returns", "decorator_list", "type_params")
"""Types are judged by mypy; a decorator of a frozen class has nothing that runs twice."""


class Change(NamedTuple):
    """A change of a tree: `field` (and `index`, in a list) of `parent` becomes `new`."""

    line: int
    parent: ast.AST
    field: str
    index: int | None
    new: ast.AST
    said: str

    def make(self) -> None:
        if self.index is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.index] = self.new


def changes(tree: ast.AST) -> list[Change]:
    """All changes of a module, in order of lines."""
    return sorted(_below(tree, False), key=lambda change: change.line)


def changed(text: str, number: int) -> tuple[str, str]:
    """The module with one change made, and that change in words."""
    tree = ast.parse(text)
    change = changes(tree)[number]
    change.make()
    return ast.unparse(ast.fix_missing_locations(tree)), f"{change.line}: {change.said}"


def _below(parent: ast.AST, within: bool) -> Iterator[Change]:
    within = within or isinstance(parent, ast.FunctionDef)
    for field, value in ast.iter_fields(parent):
        if field in UNTOUCHED:
            continue
        several = isinstance(value, list)
        for index, node in enumerate(value if several else [value]):
            if isinstance(node, ast.AST) and not _for_types_only(node):
                for new, note in _instead(node, within, field):
                    words = note or f"`{_short(node)}` becomes `{_short(new)}`"
                    place = index if several else None
                    yield Change(getattr(node, "lineno", 0), parent, field, place, new, words)
                yield from _below(node, within)


def _for_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _instead(node: ast.AST, within: bool, field: str) -> Iterator[tuple[ast.AST, str]]:
    """What can stand in the place of a node."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=right):
            for other in COMPARISONS[type(operator)]:
                yield ast.Compare(left, [other()], right), ""
        case ast.Compare(left=left, ops=ops, comparators=right):
            for index, operator in enumerate(ops):
                for other in COMPARISONS[type(operator)]:
                    yield ast.Compare(left, [*ops[:index], other(), *ops[index + 1 :]], right), ""
        case ast.BoolOp(op=operator, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values), ""
        case ast.BinOp(left=left, op=operator, right=other) if type(operator) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(operator)](), other), ""
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand, ""
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value), ""
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1), ""
            yield ast.Constant(value - 1), ""
        case ast.Return(value=value) if value and ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None)), ""
        case ast.Assign() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break() if within:
            yield ast.Pass(), f"`{_short(node)}` removed"
        case ast.Expr(value=value) if within and not isinstance(value, ast.Constant):
            yield ast.Pass(), f"`{_short(node)}` removed"
    if field == "test" and isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        yield ast.UnaryOp(ast.Not(), node), ""  # type: ignore[arg-type]


def _short(node: ast.AST) -> str:
    words = " ".join(ast.unparse(ast.fix_missing_locations(node)).split())
    return words if len(words) < 80 else f"{words[:76]} ..."
