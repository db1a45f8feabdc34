// What pages need that list things or are kept up to date; a form that somebody fills in comes without it, and so earlier.
import "htmx";
import { openDrawer } from "./drawer.js";
import { continueLists } from "./endless.js";
import { keepLive } from "./live.js";
import { narrowLists } from "./narrow.js";
import { parkPages } from "./parking.js";
import { pickRows } from "./pick.js";
import { tidyRequests } from "./request.js";

openDrawer();
continueLists();
keepLive();
narrowLists();
parkPages();
pickRows();
tidyRequests();
