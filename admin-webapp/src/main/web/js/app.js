// Runs on every page. Each behaviour is announced by a data- attribute, so that it also works on what htmx brings later.
import "htmx";
import { copyOnClick } from "./copy.js";
import { openDialogs } from "./dialog.js";
import { keepTimesFresh } from "./time.js";
import { switchTheme } from "./theme.js";

copyOnClick();
openDialogs();
keepTimesFresh();
switchTheme();
