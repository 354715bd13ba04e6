using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>A column of a table that architectures can be judged by; its name is the column's.</summary>
public sealed record TableMetric
{
    public required string Column { get; init; }

    public required Goal Goal { get; init; }

    /// <value>Shown to people; empty for counts.</value>
    public string Unit { get; init; } = "";

    /// <value>
    /// What guessing reaches: an architecture that is not better than this computes nothing of use, and counts in no comparison.
    /// Null: every architecture counts.
    /// </value>
    public double? ChanceLevel { get; init; }

    /// <value>
    /// The metric of the platform that the column holds, in whatever unit: a name from <see cref="Objectives.Metric.All"/>. Null: none, and only a training
    /// tells it.
    /// </value>
    public string? Metric { get; init; }

    /// <value>A number that the column writes where there is no value; null: it leaves a blank.</value>
    public double? Missing { get; init; }

    /// <value>Products of other columns that it is the sum of; empty: the file has a column of its name.</value>
    public IReadOnlyList<TableTerm> Terms { get; init; } = [];

    /// <value>Whether it is rounded to a whole number, where columns of few digits make it up.</value>
    public bool IsWhole { get; init; }

    /// <value>How long networks were trained for it; null where the table has it of one training alone, or it takes none.</value>
    public int? Epochs { get; init; }

    /// <value>Columns of the same of shorter trainings, the shortest first.</value>
    public IReadOnlyList<TableFidelity> Lower { get; init; } = [];

    /// <value>Epochs of all its trainings, ascending; empty where the table has it of one alone, or it takes none.</value>
    public IReadOnlyList<int> Fidelities => Epochs is { } whole ? [.. Lower.Select(fidelity => fidelity.Epochs), whole] : [];

    /// <summary>The column that holds it after so many epochs; its own where there is no other.</summary>
    public string ColumnAt(int epochs) => Lower.FirstOrDefault(fidelity => fidelity.Epochs == epochs)?.Column ?? Column;

    /// <value>Whether untrained networks tell it.</value>
    public bool IsZeroCost => Metric is not null && Objectives.Metric.Find(Metric)?.Source == MetricSource.ZeroCost;

    /// <value>Whether it is known only after a training: all that is not said to be a metric which is known before.</value>
    public bool TakesTraining => Metric is null || Objectives.Metric.Find(Metric)?.Source is null or MetricSource.Training;

    /// <summary>Its value in a line; NaN where there is none.</summary>
    /// <exception cref="TableException">No such column, no finite number, or one that is too large.</exception>
    internal double Read(TableCells cells)
    {
        if (Terms.Count == 0)
        {
            return Rounded(cells.Number(Column));
        }

        double[] products = [.. Terms.Select(term => term.Columns.Aggregate(term.Factor, (product, column) => product * cells.Number(column)))];
        var isBlank = Terms.Any(term => term.Columns.Any(column => double.IsNaN(cells.Number(column))));
        return isBlank ? double.NaN
            : MetricRange.Holds(products.Sum()) ? Rounded(products.Sum())
            : throw cells.Fault($"'{Column}', the sum of products of {string.Join(", ", Terms.SelectMany(term => term.Columns).Distinct())}, is beyond {ErrorText.Number(MetricRange.Largest)}. Take larger units.");
    }

    double Rounded(double value) => IsWhole ? Math.Round(value) : value;

    /// <summary>Turns a value into one that is better when smaller; its own inverse.</summary>
    public double Minimised(double value) => Goal == Goal.Minimise ? value : -value;

    /// <summary>The objective that searches and surrogates of the table have of it.</summary>
    public Objective ToObjective() => new() { Metric = Column, Goal = Goal };

    /// <summary>Whether an architecture has all values, each better than chance: others are compared with nothing, and teach nothing.</summary>
    /// <param name="metrics">m.</param>
    /// <param name="values">m, in their own units and directions; NaN where there is none.</param>
    public static bool AllCount(IReadOnlyList<TableMetric> metrics, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]) || !metrics[i].Counts(values[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a value is better than chance.</summary>
    public bool Counts(double value) => ChanceLevel is not { } chance || Minimised(value) < Minimised(chance);
}

/// <summary>A column of a metric after a shorter training.</summary>
/// <param name="Epochs">Of that training, at least 1.</param>
/// <param name="Column">Another metric of the table, with the same goal.</param>
public sealed record TableFidelity(int Epochs, string Column);
