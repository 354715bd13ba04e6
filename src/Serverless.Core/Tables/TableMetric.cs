using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>A metric of a table's architectures, with the name of its column.</summary>
public sealed record TableMetric
{
    public required string Column { get; init; }

    public required Goal Goal { get; init; }

    /// <value>The unit, for people; empty for counts.</value>
    public string Unit { get; init; } = "";

    /// <value>
    /// The value that guessing reaches: an architecture that is not better computes nothing of use, and is left out of comparisons. Null when every
    /// architecture counts.
    /// </value>
    public double? ChanceLevel { get; init; }

    /// <value>
    /// The metric of the platform that the column holds, in any unit: a name from <see cref="Objectives.Metric.All"/>. Null for a metric that is
    /// known only after training.
    /// </value>
    public string? Metric { get; init; }

    /// <value>The number that the column uses for a missing value; null when missing values are blank.</value>
    public double? Missing { get; init; }

    /// <value>The products of other columns whose sum is the metric; empty when the file has a column with the name of the metric.</value>
    public IReadOnlyList<TableTerm> Terms { get; init; } = [];

    /// <value>Whether the value is rounded to a whole number, for a sum of columns with few digits.</value>
    public bool IsWhole { get; init; }

    /// <value>
    /// The number of epochs of the training that the metric is from; null when the table has one training only, or the metric requires none.
    /// </value>
    public int? Epochs { get; init; }

    /// <value>The columns with the same metric after shorter trainings, the shortest first.</value>
    public IReadOnlyList<TableFidelity> Lower { get; init; } = [];

    /// <value>The epochs of all trainings, ascending; empty when the table has one training only, or the metric requires none.</value>
    public IReadOnlyList<int> Fidelities => Epochs is { } whole ? [.. Lower.Select(fidelity => fidelity.Epochs), whole] : [];

    /// <summary>Returns the column that holds the metric after the given number of epochs; its own column when there is no other.</summary>
    public string ColumnAt(int epochs) => Lower.FirstOrDefault(fidelity => fidelity.Epochs == epochs)?.Column ?? Column;

    /// <value>Whether the metric is a zero-cost proxy, known from untrained networks.</value>
    public bool IsZeroCost => Metric is not null && Objectives.Metric.Find(Metric)?.Source == MetricSource.ZeroCost;

    /// <value>Whether the metric is known only after training: true for every column that is not declared as a metric known earlier.</value>
    public bool TakesTraining => Metric is null || Objectives.Metric.Find(Metric)?.Source is null or MetricSource.Training;

    /// <summary>Reads the value from a line; NaN when it is missing.</summary>
    /// <exception cref="TableException">The column does not exist, or the value is not a finite number, or it is too large.</exception>
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
            : throw cells.Fault($"'{Column}', the sum of products of {string.Join(", ", Terms.SelectMany(term => term.Columns).Distinct())}, is beyond {ErrorText.Number(MetricRange.Largest)}. Use larger units.");
    }

    double Rounded(double value) => IsWhole ? Math.Round(value) : value;

    /// <summary>Converts a value to one that is better when smaller; the function is its own inverse.</summary>
    public double Minimised(double value) => Goal == Goal.Minimise ? value : -value;

    /// <summary>Returns the objective that searches and surrogates of the table use for the metric.</summary>
    public Objective ToObjective() => new() { Metric = Column, Goal = Goal };

    /// <summary>
    /// Returns whether an architecture has all values, each better than chance; other architectures are left out of comparisons and of training sets.
    /// </summary>
    /// <param name="metrics">The m metrics.</param>
    /// <param name="values">The m values, in their own units and directions; NaN where a value is missing.</param>
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

    /// <summary>Returns whether a value is better than chance.</summary>
    public bool Counts(double value) => ChanceLevel is not { } chance || Minimised(value) < Minimised(chance);
}

/// <summary>A column with a metric after a shorter training.</summary>
/// <param name="Epochs">The epochs of the shorter training, at least 1.</param>
/// <param name="Column">The column, another metric of the table with the same goal.</param>
public sealed record TableFidelity(int Epochs, string Column);
