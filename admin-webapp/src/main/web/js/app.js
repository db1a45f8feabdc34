// Runs on every page. Each behaviour is announced by a data- attribute, so that it also works on what htmx brings later.
import "htmx";
import { watchConnection } from "./connection.js";
import { copyOnClick } from "./copy.js";
import { openDialogs } from "./dialog.js";
import { openDrawer } from "./drawer.js";
import { continueLists } from "./endless.js";
import { keepLive } from "./live.js";
import { closeMenus } from "./menu.js";
import { narrowLists } from "./narrow.js";
import { layOutPayloads } from "./payload.js";
import { openPalette } from "./palette.js";
import { parkPages } from "./parking.js";
import { pickRows } from "./pick.js";
import { tidyRequests } from "./request.js";
import { keepTimesFresh } from "./time.js";
import { switchTheme } from "./theme.js";
import { keepUnsaved } from "./unsaved.js";

watchConnection();
copyOnClick();
openDialogs();
openDrawer();
continueLists();
keepLive();
closeMenus();
layOutPayloads();
narrowLists();
openPalette();
parkPages();
pickRows();
tidyRequests();
keepTimesFresh();
switchTheme();
keepUnsaved();

// On a phone the navigation is one row that scrolls.
document.querySelector(".nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

document.body.dataset.ready = ""; // every behaviour is there; whoever tests waits for it
