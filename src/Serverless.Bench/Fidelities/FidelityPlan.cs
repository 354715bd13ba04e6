using Serverless.Bench.Problems;
using Serverless.Bench.Running;

namespace Serverless.Bench.Fidelities;

/// <summary>What to run where trainings are compared by their epochs.</summary>
/// <param name="Problems">One or more, each with the trainings of its table.</param>
/// <param name="Algorithms">One or more; those that train to the end only run to the whole budget, the others to the largest of <see cref="Shares"/>.</param>
/// <param name="Trainings">Whole trainings of the budget, at least 1.</param>
/// <param name="Seeds">Searches for each problem and algorithm, with seeds 1 to this.</param>
public sealed record FidelityPlan(IReadOnlyList<FidelityProblem> Problems, IReadOnlyList<AlgorithmChoice> Algorithms, int Trainings, int Seeds)
{
    /// <value>Where figures are taken: parts of what the whole trainings of the budget take.</value>
    public static IReadOnlyList<double> Shares { get; } = [0.05, 0.1, 0.2, 0.4];

    /// <value>Where those that train to the end only are compared with: all that it takes.</value>
    public const double Whole = 1;

    /// <summary>The epochs that an algorithm may use.</summary>
    public double LimitOf(FidelityProblem problem, AlgorithmChoice algorithm)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return BudgetOf(problem) * (IsWhole(algorithm) ? Whole : Shares[^1]);
    }

    /// <summary>The epochs of all whole trainings.</summary>
    public double BudgetOf(FidelityProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return (double)Trainings * problem.Epochs[^1];
    }

    /// <summary>Whether an algorithm trains every candidate to the end.</summary>
    public static bool IsWhole(AlgorithmChoice algorithm)
    {
        ArgumentNullException.ThrowIfNull(algorithm);
        return algorithm.Terms.Halving == 0 && !algorithm.Specification.DecidesFidelities;
    }
}

/// <summary>A problem whose table has shorter trainings too.</summary>
/// <param name="Problem">What is searched; its values are those of whole trainings.</param>
/// <param name="Epochs">Of the trainings, ascending; at least two.</param>
public sealed record FidelityProblem(TableProblem Problem, IReadOnlyList<int> Epochs)
{
    /// <exception cref="BenchException">The table has one training of these metrics.</exception>
    public static FidelityProblem Of(TableProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Table.Description.FidelitiesOf(problem.Metrics.Select(metric => metric.Column)) is { Count: > 1 } epochs
            ? new FidelityProblem(problem, epochs)
            : throw new BenchException(
                $"{problem.Name} has one training of each architecture: name metrics with \"lower\" in the table's description, such as nb201/c100_valid_200/c100_edgegpu_lat_ms.");
    }
}
