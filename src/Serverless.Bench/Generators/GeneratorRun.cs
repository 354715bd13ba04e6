using Serverless.Bench.Problems;
using Serverless.Core.Generators;
using Serverless.Inference.Generators;
using Serverless.Learning.Generators;
using Serverless.Learning.Surrogates;

namespace Serverless.Bench.Generators;

/// <summary>Fits a generator as a worker does, and asks it for unseen devices as the app does, with ONNX Runtime.</summary>
static class GeneratorRun
{
    /// <summary>The number of architectures that PNAG draws for a budget before it takes the best.</summary>
    const int Drawn = 10;

    const int Budgets = 10;

    /// <exception cref="BenchException">The fit fails, or there is no such kind or option.</exception>
    public static DeviceRun Run(DevicePlan plan, DeviceMethod method, int seed, CancellationToken cancellation)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var stages = new List<(string Stage, double Seconds)>();
        using var generator = Fit(plan, method, seed, progress => Note(stages, progress.Stage, clock.GetElapsedTime(started).TotalSeconds), cancellation);
        var fitSeconds = clock.GetElapsedTime(started).TotalSeconds;
        var asked = clock.GetTimestamp();
        IReadOnlyList<int>[] answers = [.. plan.Unseen.Select(unseen => Ask(plan, generator, unseen.Problem, limit: null, DeviceSuite.Answers, seed))];
        var answerSeconds = clock.GetElapsedTime(asked).TotalSeconds / answers.Length;
        return new DeviceRun(answers, fitSeconds, answerSeconds)
        {
            Stages = stages,
            Budgets = [.. plan.Unseen.Where(unseen => DeviceSuite.Budgeted.Contains(unseen.Device.Name)).SelectMany(unseen => Within(plan, generator, unseen, seed))],
        };
    }

    // Only the last report of each stage is kept, with the time since the fit began.
    static void Note(List<(string Stage, double Seconds)> stages, string stage, double seconds)
    {
        if (stages.Count > 0 && stages[^1].Stage == stage)
        {
            stages.RemoveAt(stages.Count - 1);
        }

        stages.Add((stage, seconds));
    }

    static OnnxGenerator Fit(DevicePlan plan, DeviceMethod method, int seed, Action<GeneratorFitProgress> progress, CancellationToken cancellation)
    {
        var fitter = GeneratorFitters.Find(method.Generator!) // read as a generator
            ?? throw new BenchException($"There is no fitter of kind '{method.Generator}'; there are {string.Join(", ", GeneratorFitters.Kinds)}.");
        try
        {
            var fitted = fitter.Fit(
                plan.MaterialOf(seed), new GeneratorFitOptions { Seed = seed, Steps = method.Steps, CostSteps = method.CostSteps, Balancer = method.Balancer, Device = "cpu", Threads = Environment.ProcessorCount }, NoCheckpoints.Instance, cancellation, progress);
            return new OnnxGenerator(method.Label, fitted.Metadata, fitted.Generator, fitted.Cost, fitted.Quality, plan.Known[0].Problem.Space);
        }
        catch (Exception unsuited) when (unsuited is SurrogateFitException or ArgumentException)
        {
            throw new BenchException($"{method.Label}: {unsuited.Message}");
        }
    }

    static int[] Ask(DevicePlan plan, OnnxGenerator generator, TableProblem problem, double? limit, int count, int seed) =>
    [
        .. GeneratorAnswers.Ask(generator, problem.Space, new GeneratorQuestion(plan.EmbeddingOf(problem), limit, count, seed))
            .Architectures.Select(architecture => problem.Table.RowOf(architecture)!.Value), // the table has every cell
    ];

    /// <summary>Asks for architectures under each decile of the device's costs, and compares them with the best of the table under it.</summary>
    static IEnumerable<BudgetAnswer> Within(DevicePlan plan, OnnxGenerator generator, (SuiteDevice Device, TableProblem Problem) unseen, int seed)
    {
        var problem = unseen.Problem;
        int[] rows = [.. Enumerable.Range(0, problem.RowCount).Where(row => problem.Counts(row, Convention.Tight))];
        double[] costs = [.. rows.Select(row => problem.ObjectivesOf(row)[1]).Order()];
        for (var budget = 1; budget <= Budgets; budget++)
        {
            var limit = costs[(int)Math.Ceiling(costs.Length * budget / (double)Budgets) - 1];
            var best = rows.Where(row => problem.ObjectivesOf(row)[1] <= limit).Min(row => problem.ObjectivesOf(row)[0]);
            var answered = Ask(plan, generator, problem, limit, Drawn, seed);
            yield return answered.Length == 0
                ? new BudgetAnswer(unseen.Device.Name, budget, null, IsWithin: false, 0)
                : new BudgetAnswer(
                    unseen.Device.Name,
                    budget,
                    problem.ObjectivesOf(answered[0])[0] - best,
                    problem.ObjectivesOf(answered[0])[1] <= limit,
                    answered.Count(row => problem.ObjectivesOf(row)[1] <= limit) / (double)answered.Length);
        }
    }
}

/// <summary>What a method found for the devices that are asked for.</summary>
/// <param name="Rows">For each device, the rows of the table that were looked up.</param>
/// <param name="FitSeconds">The time of the fit, or of all searches' own computation.</param>
/// <param name="AnswerSeconds">The time of an answer; 0 for a search.</param>
sealed record DeviceRun(IReadOnlyList<IReadOnlyList<int>> Rows, double FitSeconds, double AnswerSeconds)
{
    /// <value>The answers under budgets; empty for a search.</value>
    public IReadOnlyList<BudgetAnswer> Budgets { get; init; } = [];

    /// <value>For a fit, the time at which each of its stages ended, in seconds since it began.</value>
    public IReadOnlyList<(string Stage, double Seconds)> Stages { get; init; } = [];
}

/// <summary>What a generator answered under a budget.</summary>
/// <param name="Device">The name of the device.</param>
/// <param name="Budget">The decile of the costs of the table's architectures on the device, 1 to 10.</param>
/// <param name="Gap">
/// How much worse its first answer is than the best within the budget, in the unit of the quality; null if it gave no answer. It can be below 0 if
/// the answer exceeds the budget.
/// </param>
/// <param name="IsWithin">Whether its first answer is within the budget according to the table.</param>
/// <param name="ShareWithin">The share of ten answers that are within the budget.</param>
sealed record BudgetAnswer(string Device, int Budget, double? Gap, bool IsWithin, double ShareWithin);
