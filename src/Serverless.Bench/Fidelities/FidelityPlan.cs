using Serverless.Bench.Problems;
using Serverless.Bench.Running;

namespace Serverless.Bench.Fidelities;

/// <summary>The plan of a comparison of searches by the training epochs that they use.</summary>
/// <param name="Problems">The problems, one or more, each with the trainings of its table.</param>
/// <param name="Algorithms">
/// The algorithms, one or more; those that only train to the end run to the whole budget, the others to the largest of <see cref="Shares"/>.
/// </param>
/// <param name="Trainings">The budget as a number of whole trainings, at least 1.</param>
/// <param name="Seeds">The number of searches for each problem and algorithm, with seeds 1 to this.</param>
public sealed record FidelityPlan(IReadOnlyList<FidelityProblem> Problems, IReadOnlyList<AlgorithmChoice> Algorithms, int Trainings, int Seeds)
{
    /// <value>The shares of the budget's epochs at which figures are taken.</value>
    public static IReadOnlyList<double> Shares { get; } = [0.05, 0.1, 0.2, 0.4];

    /// <value>The share at which algorithms that only train to the end are compared: the whole budget.</value>
    public const double Whole = 1;

    /// <summary>Returns the number of epochs that an algorithm can use.</summary>
    public double LimitOf(FidelityProblem problem, AlgorithmChoice algorithm)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return BudgetOf(problem) * (IsWhole(algorithm) ? Whole : Shares[^1]);
    }

    /// <summary>Returns the number of epochs of all whole trainings in the budget.</summary>
    public double BudgetOf(FidelityProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return (double)Trainings * problem.Epochs[^1];
    }

    /// <summary>Returns whether an algorithm trains every candidate to the end.</summary>
    public static bool IsWhole(AlgorithmChoice algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.Terms.Halving == 0 && !algorithm.Specification.DecidesFidelities;
    }
}

/// <summary>A problem whose table also has shorter trainings.</summary>
/// <param name="Problem">The problem; its values are those of whole trainings.</param>
/// <param name="Epochs">The epochs of the trainings, in ascending order, at least two.</param>
public sealed record FidelityProblem(TableProblem Problem, IReadOnlyList<int> Epochs)
{
    /// <exception cref="BenchException">The table has only one training of these metrics.</exception>
    public static FidelityProblem Of(TableProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Table.Description.FidelitiesOf(problem.Metrics.Select(metric => metric.Column)) is { Count: > 1 } epochs
            ? new FidelityProblem(problem, epochs)
            : throw new BenchException(
                $"{problem.Name} has only one training of each architecture: use metrics with \"lower\" in the table's description, such as nb201/c100_valid_200/c100_edgegpu_lat_ms.");
    }
}
