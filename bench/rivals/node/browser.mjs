// Loaded before Resumx, so that it starts the browser of this machine.
import {chromium} from "playwright";

const launch = chromium.launch.bind(chromium);
chromium.launch = (more) => launch({...more, executablePath: process.env.CHROMIUM, args: ["--no-sandbox"]});
