"""Mutation testing of the core: python tests/mutation/run.py [--each N] [--only PACKAGE]

One small thing of the code is changed (a comparison, a sign, a number, a condition, a return), and the
tests of its package must fail. All places that can be changed are listed in order of file and line,
and N of each package are taken at even distances. Every mutant is a fork of a process that has loaded pytest,
so that none pays for the start of Python (hence only on Unix). A test that needs more than 60 s of cpu has
failed. RECORD.md holds the last run, with what became of the survivors.

Not mutmut: it makes every mutant of every function at once (here tens of thousands of lines beside the code),
and has no way to take an even sample, which the size of this package asks for.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.machinery
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "kwpstats"
TESTS = {
    "model": ["decimals", "interval", "rules", "numerals", "locate"],
    "numerals": ["numerals"],
    "rules": ["rules"],
    "locate": ["locate"],
}
"""The tests of a package by a word in their names; the model is tested by all that compute with it."""
TIMED = ("test_numerals_hostile.py",)
"""Tests that measure time: they may fail of a mutant that runs beside them."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.USub: ast.UAdd,
}


class Mutator(ast.NodeTransformer):
    """Counts the places that can be changed, and changes the one with the number asked for."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.count, self.done = wanted, -1, ""

    def _hit(self, node: ast.AST, said: str) -> bool:
        self.count += 1
        if self.count == self.wanted:
            self.done = f"{getattr(node, 'lineno', 0)}: {said}"
        return self.count == self.wanted

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.body = [self.visit(each) for each in node.body]
        node.args.defaults = [self.visit(each) for each in node.args.defaults]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool):
            if self._hit(node, f"{node.value} -> {not node.value}"):
                return ast.copy_location(ast.Constant(not node.value), node)
        elif isinstance(node.value, int) and self._hit(node, f"{node.value} -> {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def _swapped(self, node: ast.AST, operator: ast.AST) -> ast.AST:
        other = SWAPS.get(type(operator))
        said = f"{type(operator).__name__} -> {other.__name__ if other else ''}"
        return other() if other and self._hit(node, said) else operator

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        node.ops = [self._swapped(node, each) for each in node.ops]  # type: ignore[misc]
        return self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        node.op = self._swapped(node, node.op)  # type: ignore[assignment]
        return self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        node.op = self._swapped(node, node.op)  # type: ignore[assignment]
        return self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        node.op = self._swapped(node, node.op)  # type: ignore[assignment]
        return self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if isinstance(node.op, ast.Not):
            return node.operand if self._hit(node, "not x -> x") else self.generic_visit(node)
        node.op = self._swapped(node, node.op)  # type: ignore[assignment]
        return self.generic_visit(node)

    def visit_If(self, node: ast.If) -> ast.AST:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return node
        if self._hit(node, "if x -> if not x"):
            node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
        return self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> ast.AST:
        plain = node.value is None or isinstance(node.value, ast.Constant)
        if not plain and self._hit(node, "return x -> return None"):
            node.value = ast.copy_location(ast.Constant(None), node)
        return self.generic_visit(node)


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a changed tree."""

    def __init__(self, name: str, path: Path, tree: ast.AST) -> None:
        self.name, self.path, self.tree = name, path, ast.fix_missing_locations(tree)

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        within = [str(self.path.parent)] if self.path.name == "__init__.py" else None
        spec = importlib.machinery.ModuleSpec(name, self, origin=str(self.path))
        spec.submodule_search_locations = within
        return spec

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)  # type: ignore[call-overload]


def places(package: str) -> list[tuple[Path, int]]:
    """Everything that can be changed in a package, in order."""
    found = []
    for path in sorted((SOURCE / package).rglob("*.py")):
        counter = Mutator()
        counter.visit(ast.parse(path.read_text(encoding="utf-8")))
        found += [(path, number) for number in range(counter.count + 1)]
    return found


def judged(path: Path, number: int, tests: list[str]) -> tuple[str, bool]:
    """What was changed, and whether a test failed."""
    mutator = Mutator(number)
    tree = mutator.visit(ast.parse(path.read_text(encoding="utf-8")))
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        sys.meta_path.insert(0, Changed(name.removesuffix(".__init__"), path, tree))
        import pytest

        # hypothesis is loaded already, which pytest would warn of
        options = [
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-W",
            "ignore::pytest.PytestAssertRewriteWarning",
        ]
        os._exit(int(pytest.main([*options, *tests])) != 0)
    return f"{path.relative_to(SOURCE).as_posix()}:{mutator.done}", os.waitpid(child, 0)[1] != 0


def sample(package: str, each: int) -> Iterator[tuple[Path, int]]:
    every = places(package)
    many = min(each, len(every))
    print(f"{package}: {many} of {len(every)} places", flush=True)
    for index in range(many):
        yield every[index * len(every) // many]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--only", choices=TESTS)
    options = parser.parse_args()
    os.chdir(ROOT)
    import hypothesis  # noqa: F401  # loaded once for all
    import pytest  # noqa: F401

    for package in [options.only] if options.only else TESTS:
        folders = ("tests/unit", "tests/properties")
        tests = sorted(
            str(path)
            for folder in folders
            for path in Path(folder).glob("test_*.py")
            if any(word in path.name for word in TESTS[package]) and path.name not in TIMED
        )
        survived = many = 0
        if judged(SOURCE / "__init__.py", -2, tests)[1]:
            print(f"{package}: its tests fail as they are")
            return 1
        for path, number in sample(package, options.each):
            said, killed = judged(path, number, tests)
            many += 1
            if not killed:
                survived += 1
                print(f"  survived  {said}", flush=True)
        cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = f"{cpu.ru_utime + cpu.ru_stime:.0f} s of cpu so far"
        print(f"  {many - survived} of {many} killed; {spent}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
