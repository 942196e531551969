"""The command ``maillage``. Every command imports what it needs itself, so that each answers at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.explore.french import FAILED, FrenchCommand, FrenchGroup, complain, tell

app = typer.Typer(
    cls=FrenchGroup,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    subcommand_metavar="COMMANDE …",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Lit des rapports et des entretiens en PDF et en tire des connaissances, chaque fait renvoyant à sa page.\n\n"
    "On lance d’abord « run » ; les autres commandes interrogent son résultat.",
)


def _whole_number(text: str | int) -> int:
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"« {text} » n’est pas un nombre entier") from None


def _format(text: str) -> str:
    if text not in ("table", "csv", "json"):
        raise typer.BadParameter(f"« {text} » ; choisissez table, csv ou json")
    return text


def _form(text: str) -> str:
    if text not in ("tree", "json", "markdown"):
        raise typer.BadParameter(f"« {text} » ; choisissez tree, json ou markdown")
    return text


def _pages(text: str | Any) -> Any:
    from pipeline.explore.reading import page_ranges

    try:
        return page_ranges(text) if isinstance(text, str) else text
    except ValueError:
        raise typer.BadParameter(f"« {text} » ne dit pas de pages ; écrivez par exemple 3-5,8") from None


Folder = Annotated[
    Path,
    typer.Option("-d", "--dir", envvar="MAILLAGE_DIR", metavar="DOSSIER", help="Dossier du résultat."),
]
Out = Annotated[str, typer.Option("-f", "--format", parser=_format, metavar="table|csv|json", help="Présentation.")]
HERE = Path("build", "knowledge")


@app.command(cls=FrenchCommand)
def run(
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN", help="Fichiers (.pdf, .txt, .md) ou dossiers à lire.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", envvar="MAILLAGE_DIR", metavar="DOSSIER", help="Dossier du résultat.")
    ] = HERE,
    workers: Annotated[
        int,
        typer.Option("--workers", parser=_whole_number, metavar="N", help="Processus ; 0 : autant que de processeurs."),
    ] = 0,
) -> None:
    """Lit des documents et publie ce qu’ils disent.

    Code de sortie : 0 si tout est lu, 1 si un document ne l’est pas, 2 si rien n’est fait.
    """
    from rich.console import Console

    from pipeline import run as runner

    raise typer.Exit(runner.run(paths, output, workers, Console()))


@app.command(cls=FrenchCommand)
def read(
    paths: Annotated[list[Path], typer.Argument(metavar="CHEMIN", help="Fichiers (.pdf, .txt, .md) ou dossiers à lire.")],
    how: Annotated[
        str, typer.Option("-f", "--format", parser=_form, metavar="tree|json|markdown", help="Présentation.")
    ] = "tree",
    pages: Annotated[
        Any, typer.Option("--pages", parser=_pages, metavar="PAGES", help="Seulement ces pages, par exemple 3-5,8.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="En Markdown, garde les en-têtes, pieds et numéros de page.")
    ] = False,
    draw: Annotated[
        Path | None, typer.Option("--draw", metavar="DOSSIER", help="Dessine chaque page en PNG : blocs, ordre, tableaux.")
    ] = None,
) -> None:
    """Montre ce qui est lu de documents, bloc après bloc, sans rien publier.

    Code de sortie : 0 si tout est lu, 1 si un document ne l’est pas, 2 si rien n’est lu.
    """
    from pipeline.explore.look import look_at
    from pipeline.explore.output import write_text
    from pipeline.explore.reading import json_rows
    from pipeline.publish.jsonl import to_jsonl

    looks = look_at(paths, draw, pages, tell)
    seen = [look.document for look in looks if look.shows(pages)]
    for document in seen:
        if how == "json":
            write_text(to_jsonl(json_rows(document, pages)).decode())
        elif how == "markdown":
            from pipeline.explore.markdown import markdown

            write_text(markdown(document, pages, everything))
        else:
            from pipeline.explore.tree import print_tree

            print_tree(document, pages)
    if not seen:
        raise typer.Exit(FAILED)
    raise typer.Exit(0 if all(look.whole for look in looks) else 1)


@app.command(cls=FrenchCommand)
def search(
    words: Annotated[list[str], typer.Argument(metavar="MOT", help="Les mots cherchés ; entre « », à la suite.")],
    folder: Folder = HERE,
    limit: Annotated[int, typer.Option("-n", "--limit", parser=_whole_number, metavar="N", help="Passages au plus.")] = 10,
    how: Out = "table",
) -> None:
    """Cherche des mots dans les documents, avec ou sans accents, au singulier ou au pluriel."""
    from pipeline.explore.facts import Place
    from pipeline.explore.output import Format, console, one_line, write_table
    from pipeline.store import open_result

    passages = open_result(folder).search(" ".join(words), limit)
    if how != "table":
        keys = ("document", "page", "label", "kind", "text", "highlighted", "score")
        rows = [(p.document, p.page, p.label, p.kind, p.text, p.highlighted(), p.score) for p in passages]
        return write_table(keys, rows, Format(how))
    from rich.text import Text

    out = console()
    for passage in passages:
        out.print(Text(str(Place(passage.document, passage.page, passage.label, "", ())), style="bold cyan"))
        before, after = ("\1", "\2") if out.is_terminal else ("**", "**")
        out.print(_marked(one_line(_excerpt(passage.highlighted(before, after), before))))
        out.print()
    out.print(Text(_count(len(passages), "passage"), style="dim"))
    return None


@app.command(cls=FrenchCommand)
def query(
    file: Annotated[str, typer.Argument(metavar="FICHIER.rq", help="La requête SPARQL ; « - » la lit sur l’entrée standard.")],
    folder: Folder = HERE,
    how: Out = "table",
) -> None:
    """Répond à une requête SPARQL.

    Les préfixes usuels (mlg, org, skos, prov, oa…) sont connus ; les preuves sont dans GRAPH graph:evidence.
    """
    from pipeline.explore.output import Format, write_table
    from pipeline.store import open_result

    try:
        sparql = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise typer.Exit(complain(f"{file} : fichier de requête introuvable ou illisible ; donnez un fichier .rq.")) from error
    except UnicodeDecodeError as error:
        raise typer.Exit(complain(f"{file} : ce fichier n’est pas du texte UTF-8 ; donnez un fichier .rq.")) from error
    answer = open_result(folder).query(sparql)
    write_table(answer.variables, answer.rows, Format(how))


@app.command(cls=FrenchCommand)
def show(
    name: Annotated[list[str], typer.Argument(metavar="NOM", help="Un nom ou une autre forme (sigle, variante).")],
    folder: Folder = HERE,
    how: Annotated[str, typer.Option("-f", "--format", parser=_format, metavar="table|json", help="Présentation.")] = "table",
) -> None:
    """Montre ce que les documents disent d’une entité : chaque fait avec sa citation et sa page."""
    from dataclasses import asdict

    from pipeline.explore.facts import Facts
    from pipeline.explore.output import write_json
    from pipeline.store import open_result

    wanted, facts = " ".join(name), Facts(open_result(folder))
    found = [facts.portrait(row) for row in facts.find(wanted)]
    if not found:
        near = facts.near(wanted)
        hint = f" ; noms proches : {', '.join(near)}" if near else ""
        raise typer.Exit(complain(f"« {wanted} » : rien de ce nom dans le résultat{hint}."))
    if how == "table":
        for portrait in found:
            _print_portrait(portrait)
    else:
        write_json([asdict(portrait) for portrait in found])


@app.command(cls=FrenchCommand)
def figures(
    folder: Folder = HERE,
    about: Annotated[str | None, typer.Option("--about", metavar="NOM", help="Seulement à propos de ce nom.")] = None,
    year: Annotated[
        int | None, typer.Option("--year", parser=_whole_number, metavar="ANNÉE", help="Seulement cette année.")
    ] = None,
    how: Out = "table",
) -> None:
    """Liste les chiffres : valeur, unité, ce qu’ils mesurent, année, page et citation."""
    from pipeline.explore.facts import Facts
    from pipeline.explore.output import Format, console, write_table
    from pipeline.store import open_result

    found = Facts(open_result(folder)).figures(about, year)
    if how == "table":
        for figure in found:
            _print_figure(figure, "", figure.about)
        return console().print(_count(len(found), "chiffre"), style="dim")
    keys = ("value", "unit", "qualifier", "about", "year", "document", "page", "label", "quote")
    rows = [
        (f.value, f.unit, f.qualifier, f.about, f.year, at.document, at.page, at.label, at.quote)
        for f in found
        for at in f.places[:1]
    ]
    return write_table(keys, rows, Format(how))


@app.command(cls=FrenchCommand)
def graph(
    file: Annotated[
        Path | None, typer.Argument(metavar="FICHIER.graphml", help="Où écrire le réseau, pour Gephi, Cytoscape ou R.")
    ] = None,
    folder: Folder = HERE,
    limit: Annotated[int, typer.Option("-n", "--limit", parser=_whole_number, metavar="N", help="Entités au plus.")] = 15,
    how: Out = "table",
) -> None:
    """Mesure le réseau des entités, et l’écrit en GraphML si un fichier est nommé."""
    from dataclasses import astuple

    from pipeline.explore.french import labels
    from pipeline.explore.output import Format, console, write_table
    from pipeline.graph import read_graphml
    from pipeline.graph.measures import components, counts, standings
    from pipeline.store import open_result

    source = open_result(folder).path / "graph" / "graph.graphml"
    network = read_graphml(source)
    if file:
        file.write_bytes(source.read_bytes())
    rows = [astuple(row) for row in standings(network)[: max(limit, 0)]]
    if how == "table":
        types, predicates = counts(network)
        groups, words = components(network), labels()
        out = console()
        out.print(f"{_count(len(network), 'entité')}, {_count(sum(predicates.values()), 'relation')}")
        out.print("  " + ", ".join(f"{words['types'].get(kind, kind)} {count}" for kind, count in types.items()))
        out.print("  " + ", ".join(f"{kind} {count}" for kind, count in predicates.items()))
        largest = f", le plus grand de {len(groups[0])}" if groups else ""
        out.print(f"{_count(len(groups), 'groupe')} d’entités liées{largest}")
        out.print()
        rows = [(key, words["types"].get(kind, kind), *rest) for key, kind, *rest in rows]
    head = ("identifiant", "type", "nom", "voisins", "partenaires", "intermédiarité")
    keys = ("id", "type", "name", "neighbours", "partners", "betweenness")
    write_table(head, rows, Format(how), keys)
    if file and how == "table":
        console().print(f"\nRéseau écrit dans {file}")


@app.command(cls=FrenchCommand)
def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="RÉFÉRENCE.yaml", help="Fichiers de référence.")],
    folder: Folder = HERE,
    errors: Annotated[bool, typer.Option("--errors", help="Liste ce qui manque et ce qui est faux.")] = False,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FICHIER.html", help="Écrit une page qui montre chaque erreur là où elle se trouve."),
    ] = None,
    documents: Annotated[
        list[Path] | None,
        typer.Option(
            "--documents", metavar="CHEMIN", help="Où sont les documents, pour --report ; sinon, près des références."
        ),
    ] = None,
    how: Out = "table",
) -> None:
    """Compare le résultat avec des fichiers de référence : précision, rappel et F1 par couche, et ce qui est pris pour quoi."""
    from pipeline.explore import evaluate as scoring
    from pipeline.explore.evaluate.shown import as_json, write_evaluation
    from pipeline.explore.output import Format, write_json
    from pipeline.store import open_result

    try:
        golds = [scoring.read_gold(path) for path in gold]
        evaluation = scoring.evaluate(open_result(folder), golds)
    except scoring.GoldError as error:
        raise typer.Exit(complain(str(error))) from error
    if report:
        from pipeline.explore.evaluate.illustrate import ReportError, beside, write_report

        try:
            write_report(report, evaluation, golds, open_result(folder), documents or beside(gold), tell)
        except ReportError as error:
            raise typer.Exit(complain(str(error))) from error
    if how == "json":
        write_json(as_json(evaluation, errors=errors))
    else:
        write_evaluation(evaluation, Format(how), errors=errors)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign shows «?» rather than nothing
    app(prog_name="maillage")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if count > 1 else ''}"


def _excerpt(text: str, mark: str, width: int = 400) -> str:
    """The surroundings of the first word that was looked for, where a passage is long."""
    if len(text) <= width:
        return text
    start = max(0, text.find(mark) - width // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = text.find(" ", start + width)
    return ("… " if start else "") + text[start : end if end > 0 else len(text)] + (" …" if end > 0 else "")


def _marked(text: str) -> Any:
    """Text whose parts between \\1 and \\2 stand out."""
    from rich.text import Text

    shown = Text("  ")
    for part in text.split("\1"):
        word, closed, rest = part.partition("\2")
        shown.append(word, style="bold yellow" if closed else "")
        shown.append(rest)
    return shown


def _print_portrait(portrait: Any) -> None:
    from rich.text import Text

    from pipeline.explore.french import labels
    from pipeline.explore.output import console, one_line

    words, out = labels(), console()
    code = f" ({portrait.code})" if portrait.code else ""
    out.print(Text(f"{portrait.name}{code}", style="bold") + Text(f" · {words['types'].get(portrait.type, portrait.type)}"))
    if portrait.aliases:
        out.print(Text(f"  autres formes : {', '.join(portrait.aliases)}"))
    for why in portrait.merges:
        out.print(Text(f"    {one_line(why)}", style="dim"))
    out.print(Text(f"  documents : {', '.join(portrait.documents)}"))
    out.print(Text(f"  {_count(len(portrait.mentions), 'mention')}\n"))
    for fact in portrait.facts:
        _print_said(fact.text, fact.places, "  • ")
    for figure in portrait.figures:
        _print_figure(figure, "  • ", None)
    if not portrait.facts and not portrait.figures:
        _print_said("est nommé sans autre fait", portrait.mentions[:3], "  • ")


def _print_figure(figure: Any, before: str, about: str | None) -> None:
    from pipeline.explore.french import labels
    from pipeline.explore.output import number

    qualifier = labels()["qualifiers"].get(figure.qualifier, figure.qualifier)
    text = " ".join(part for part in (qualifier, number(figure.value), figure.unit) if part)
    text += f" · {about}" if about else ""
    _print_said(text + (f" ({figure.year})" if figure.year else ""), figure.places, before)


def _print_said(text: str, places: Any, before: str) -> None:
    """Something said, and each place that says it with its words."""
    from rich.text import Text

    from pipeline.explore.output import console, one_line

    out, margin = console(), " " * (len(before) + 2)
    out.print(Text(f"{before}{text}"))
    for place in places:
        out.print(Text(f"{margin}« {one_line(place.quote)} »", style="italic"))
        out.print(Text(f"{margin}{place}", style="cyan"))
    out.print()


if __name__ == "__main__":
    main()
