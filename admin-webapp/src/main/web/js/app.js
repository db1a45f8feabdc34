// Runs on every page. Each behaviour is announced by a data- attribute, so that it also works on what htmx brings later.
import "htmx";
import { copyOnClick } from "./copy.js";
import { openDialogs } from "./dialog.js";
import { openDrawer } from "./drawer.js";
import { closeMenus } from "./menu.js";
import { layOutPayloads } from "./payload.js";
import { tidyRequests } from "./request.js";
import { keepTimesFresh } from "./time.js";
import { switchTheme } from "./theme.js";

copyOnClick();
openDialogs();
openDrawer();
closeMenus();
layOutPayloads();
tidyRequests();
keepTimesFresh();
switchTheme();
