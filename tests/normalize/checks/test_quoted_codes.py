"""Items of prose that name their codes: 教育支出（205类）普通教育（02款）小学教育（02项）."""

from __future__ import annotations

import time

import pytest

from normalize.checks.quoted_codes import code_of


@pytest.mark.parametrize("before", ["", "其中：", "（一）", "按支出功能分类科目（含结转），"])
def test_an_item_is_found_wherever_it_begins(before: str) -> None:
    assert code_of(f"{before}教育支出（205类）普通教育（02款）小学教育（02项）", {}) == "2050202"


def test_a_subject_of_tens_of_thousands_of_characters_takes_no_time() -> None:
    # Text without sentences, as where a font's characters come out as others: the subject of one sum is all of it.
    started = time.process_time()
    assert code_of("一" * 100_000, {}) is None
    assert time.process_time() - started < 1
