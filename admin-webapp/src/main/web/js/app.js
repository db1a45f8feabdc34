// Runs on every page. Each behaviour is announced by a data- attribute, so that it also works on what htmx brings later.
import { watchConnection } from "./connection.js";
import { copyOnClick } from "./copy.js";
import { openDialogs } from "./dialog.js";
import { closeMenus } from "./menu.js";
import { layOutPayloads } from "./payload.js";
import { openPalette } from "./palette.js";
import { keepTimesFresh } from "./time.js";
import { switchTheme } from "./theme.js";
import { keepUnsaved } from "./unsaved.js";

watchConnection();
copyOnClick();
openDialogs();
closeMenus();
layOutPayloads();
openPalette();
keepTimesFresh();
switchTheme();
keepUnsaved();

// On a phone the navigation is one row that scrolls.
document.querySelector(".nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// Every script has run by then. Whoever tests waits for it.
addEventListener("DOMContentLoaded", () => (document.body.dataset.ready = ""));
