using System.CommandLine;
using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Fronts;

namespace Serverless.Cli.Commands;

/// <summary><c>compare ID ID...</c>: compares searches by one common reference point.</summary>
public static class CompareCommand
{
    const int Least = 2;
    const int Most = 8;

    public static Command Create(CliConsole console, Connection connection)
    {
        var ids = new Argument<string[]>("ID")
        {
            Description = "The searches' ids.",
            Arity = new ArgumentArity(Least, Most),
            Validators = { result => CommandOptions.RequireId(result, "ID") },
        };
        var format = CommandOptions.Format();
        var command = new Command("compare", "Compare the fronts of two to eight searches with the same objectives, with one common reference point.") { ids, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var fronts = await Task.WhenAll(parsed.GetRequiredValue(ids).Select(id => client.Searches.GetFrontAsync(id, cancellation))).ConfigureAwait(false);
            FrontComparison comparison;
            try
            {
                comparison = FrontComparison.Of(fronts);
            }
            catch (ArgumentException different)
            {
                throw new CliException(ExitCodes.Usage, "These searches cannot be compared.", different.Message);
            }

            Answer.Write(console, parsed.GetValue(format), comparison, () => TableOf(comparison));
            if (parsed.GetValue(format) == OutputFormat.Table)
            {
                await console.Error.WriteLineAsync($"Hypervolumes with the reference point {SearchTable.ReferencePoint(comparison.ReferencePoint)}, beyond the worst values of all fronts.").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    static Table TableOf(FrontComparison comparison)
    {
        var best = comparison.Fronts.Max(front => front.Hypervolume);
        return Table.Of(
            [
                new Column("search", Fit: ColumnFit.Whole),
                new Column("evaluations", true),
                new Column("front", true),
                new Column("nondominated", true),
                new Column("hypervolume", true),
                new Column("of the best %", true),
            ],
            form => [.. comparison.Fronts.Select(front => (IReadOnlyList<string>)[
                PlainText.Of(front.SearchId),
                front.Evaluations.ToString(CultureInfo.InvariantCulture),
                front.Members.ToString(CultureInfo.InvariantCulture),
                front.Nondominated.ToString(CultureInfo.InvariantCulture),
                SearchTable.Hypervolume(front.Hypervolume, form),
                best > 0 ? (100 * front.Hypervolume / best).ToString("0.0", CultureInfo.InvariantCulture) : "",
            ])]);
    }
}
