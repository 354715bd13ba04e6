using Serverless.Cli.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Serverless.Cli.Watching;

/// <summary>Redraws a few lines at the bottom of a terminal with each response.</summary>
public sealed class TerminalDisplay(IAnsiConsole console) : IProgressDisplay
{
    const int BarWidth = 30;

    public Task<WatchedSearch> DuringAsync(Func<IProgressSink, Task<WatchedSearch>> watch) =>
        console.Live(new Text("Waiting for the first response ...")).StartAsync(context => watch(new Sink(console, context)));

    /// <summary>Returns what is drawn at one moment.</summary>
    public static IRenderable Picture(WatchedSearch progress)
    {
        var search = progress.Search;
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap());
        Row(grid, "search", new Text($"{PlainText.Of(search.Name ?? search.Id)}  {search.State}", new Style(decoration: Decoration.Bold)));
        Row(grid, "generation", new Text(ProgressText.Generation(progress)));
        foreach (var budget in progress.Budgets.Where(budget => budget.Name != WatchedSearch.Generations && (budget.Limit is not null || !budget.IsTime)))
        {
            Row(grid, budget.Name, Bar(budget), new Text(ProgressText.Use(budget)));
        }

        if (progress.Failed > 0)
        {
            Row(grid, "failed", new Text(progress.Failed.ToString(System.Globalization.CultureInfo.InvariantCulture), new Style(foreground: Color.Red)));
        }

        Row(grid, "front", new Text(search.FrontSize.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        Row(grid, "hypervolume", new Text(ProgressText.Hypervolume(progress)));
        Row(grid, "elapsed", new Text(Durations.Text(progress.Elapsed)));
        Row(grid, progress.HasEnded ? "stopped" : "ETA", new Text(progress.HasEnded ? StopReasonText.Of(search.StopReason) : ProgressText.Remaining(progress)));
        foreach (var wait in search.Waits ?? [])
        {
            Row(grid, "waits for", new Text(WaitText.What(wait)));
            Row(grid, "", new Text(PlainText.Of(wait.Remedy)));
        }

        return grid;
    }

    static void Row(Grid grid, string name, IRenderable value, IRenderable? more = null) =>
        grid.AddRow(new Text(name, new Style(foreground: Color.Grey)), value, more ?? Text.Empty);

    static Text Bar(BudgetUse budget)
    {
        if (budget.Limit is not > 0 || budget.Share is not { } share)
        {
            return Text.Empty;
        }

        var used = (int)Math.Round(share * BarWidth);
        var running = Math.Min(BarWidth - used, (int)Math.Round(budget.Reserved / budget.Limit.Value * BarWidth));
        return new Text(new string('█', used) + new string('▒', running) + new string('░', BarWidth - used - running), new Style(foreground: Color.Blue));
    }

    sealed class Sink(IAnsiConsole console, LiveDisplayContext context) : IProgressSink
    {
        public void Show(WatchedSearch progress) => context.UpdateTarget(Picture(progress));

        public void Note(string text) => console.WriteLine(text);
    }
}
