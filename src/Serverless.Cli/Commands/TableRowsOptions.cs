using System.CommandLine;
using System.CommandLine.Parsing;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Commands;

/// <summary>The options for rows of a table to learn from.</summary>
sealed class TableRowsOptions
{
    readonly Option<string?> _table = new("--table") { Description = "A reference table that the platform has, to learn from its rows." };
    readonly Option<int> _rows = new("--rows")
    {
        Description = "How many rows, drawn by the seed.",
        DefaultValueFactory = _ => 300,
    };

    readonly Option<string[]> _metrics = new("--metric") { Description = "A column to predict. May be given several times; not with a SEARCH, whose objectives they are." };
    readonly Option<string[]> _curve = new("--curve") { Description = "For --kind lclr: a column that tells what trainings had reached on their way. May be given several times, the earliest first." };
    readonly Option<string?> _space = new("--space") { Description = "The space to predict in, where the table has two: the first tells all genotypes apart." };

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
