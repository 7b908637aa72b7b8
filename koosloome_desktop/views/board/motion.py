"""Lets a board glide into its next state, and the camera with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsView

from koosloome_desktop.layout.primitives import Board
from koosloome_desktop.views.board.glide import MS, between
from koosloome_desktop.views.board.looks import TEXT_FROM

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

    from koosloome_desktop.views.board.paper import PaperView


class Motion:
    """One glide at a time; a new board during one starts from where that one was to end."""

    def __init__(self, view: PaperView) -> None:
        self._view = view
        self._camera: tuple[float, QPointF, float, QPointF] | None = None
        self.finished: Callable[[], None] = lambda: None

    @cached_property
    def _run(self) -> QVariantAnimation:
        # Made at the first glide: a board is shown without one.
        from PySide6.QtCore import QEasingCurve, QVariantAnimation

        run = QVariantAnimation(self._view)
        run.setDuration(MS)
        run.setStartValue(0.0)
        run.setEndValue(1.0)
        run.setEasingCurve(QEasingCurve.Type.InOutCubic)
        run.valueChanged.connect(self._frame)
        run.finished.connect(self._done)
        return run

    @property
    def running(self) -> bool:
        """Whether something glides now."""
        return "_run" in vars(self) and self._run.state() == self._run.State.Running

    def go(self, board: Board, look: Callable[[], None], *, still: bool) -> None:
        """Show a board; `look` puts the camera where it shall be then. `still` shows it at once."""
        self.stop()
        view = self._view
        old, camera = view.board, view.camera
        before = (camera.scale, camera.centre())
        view.show_board(board)
        look()
        glide = None if still or not old.notes or camera.scale < TEXT_FROM else between(old, board)
        if glide is None:
            view.viewport().update()
            return
        after = (camera.scale, camera.centre())
        self._camera = None if before == after else (*before, *after)
        view.layer.glide = glide
        self._run.start()

    def stop(self) -> None:
        """Show the end at once."""
        if self.running:
            self._run.stop()
            self._done()

    def _frame(self, value: object) -> None:
        view = self._view
        if view.layer.glide is None or not isinstance(value, float):
            return
        view.layer.glide.t = value
        if self._camera is not None:
            scale, centre, to_scale, to_centre = self._camera
            view.camera.look_at(scale + (to_scale - scale) * value, centre + (to_centre - centre) * value)
        view.set_update_mode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        view.viewport().update()

    def _done(self) -> None:
        view = self._view
        view.layer.glide = None
        if self._camera is not None:
            _, _, scale, centre = self._camera
            view.camera.look_at(scale, centre)
            self._camera = None
        view.viewport().update()
        self.finished()
