// Light or dark, before anything is painted: as the system has it, until somebody chooses the other.
(() => {
    const chosen = 'orleanssessions-theme';
    const system = matchMedia('(prefers-color-scheme: dark)');
    const isDark = () => localStorage.getItem(chosen) === null ? system.matches : localStorage.getItem(chosen) === 'dark';
    const show = () => document.documentElement.toggleAttribute('data-dark', isDark());
    show();
    system.addEventListener('change', show);
    document.addEventListener('click', event => {
        if (event.target.closest('[data-theme-switch]')) {
            const dark = !isDark();
            if (dark === system.matches) {
                localStorage.removeItem(chosen);
            } else {
                localStorage.setItem(chosen, dark ? 'dark' : 'light');
            }
            show();
        }
    });
})();

// A sign-in ends with the service's process, or with its key. Who is not let in again would be told for ever that the page tries to.
(() => {
    const send = window.fetch;
    window.fetch = async (...request) => {
        const answer = await send(...request);
        if (answer.status === 401 && new URL(answer.url).pathname === '/_blazor/negotiate') {
            location.reload();
        }
        return answer;
    };
})();
