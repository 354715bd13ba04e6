using System.CommandLine;
using System.CommandLine.Parsing;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Commands;

/// <summary>The options for rows of a table to learn from.</summary>
sealed class TableRowsOptions
{
    readonly Option<string?> _table = new("--table") { Description = "A reference table of the platform whose rows to learn from." };
    readonly Option<int> _rows = new("--rows")
    {
        Description = "The number of rows, drawn with the seed.",
        DefaultValueFactory = _ => 300,
    };

    readonly Option<string[]> _metrics = new("--metric") { Description = "A column to predict. May be given several times. Not with a SEARCH, whose objectives are predicted." };
    readonly Option<string[]> _curve = new("--curve") { Description = "For --kind lclr: a column with an intermediate value of the trainings. May be given several times, the earliest first." };
    readonly Option<string?> _space = new("--space") { Description = "The space to predict in, if the table has two: the first distinguishes all genotypes." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _table, _rows, _metrics, _curve, _space })
        {
            command.Add(option);
        }
    }

    public bool AreIn(CommandResult result) => result.GetValue(_table) is not null;

    /// <summary>Reads the rows from the command line; null when it names no table.</summary>
    public TableRows? Read(ParseResult parsed) => parsed.GetValue(_table) is { } name
        ? new TableRows { Name = name, Rows = parsed.GetValue(_rows), Metrics = parsed.GetValue(_metrics) ?? [], Curve = parsed.GetValue(_curve) ?? [], Space = parsed.GetValue(_space) }
        : null;
}
