using Serverless.Cli.Watching;
using Spectre.Console;

namespace Serverless.Cli.Tests.Watching;

public sealed class TerminalDisplayTests
{
    [Fact]
    public void Picture_RunningSearch_ShowsBarsAndFigures()
    {
        var text = Render(Samples.Search(trainings: 10, reserved: 5));

        text.ShouldContain("███████████████▒▒▒▒▒▒▒▒░░░░░░░");
        text.ShouldContain("10/20 (+5 running)");
        text.ShouldContain("187.50");
        text.ShouldContain("ETA");
    }

    [Fact]
    public void Picture_NameWithMarkup_IsShownAsItIs() => Render(Samples.Search(name: "[red]x[/] [unclosed")).ShouldContain("[red]x[/] [unclosed");

    static string Render(Core.Searches.SearchDocument search)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 120;
        console.Write(TerminalDisplay.Picture(new WatchedSearch(search, Samples.Start.AddSeconds(60), null)));
        return output.ToString();
    }
}
