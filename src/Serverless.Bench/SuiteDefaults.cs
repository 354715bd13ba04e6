using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Generators;
using Serverless.Bench.Problems;
using Serverless.Bench.Supernets;

namespace Serverless.Bench;

/// <summary>The default sizes of suites in which fits and trainings take longer than table look-ups.</summary>
static class SuiteDefaults
{
    /// <summary>Returns the default number of evaluations of a suite; null for the general default.</summary>
    public static int? Evaluations(string? suite) => suite switch
    {
        Suites.Devices => DevicePlan.UsualEvaluations,
        Suites.Trainings => CnnPlan.UsualTrainings,
        Suites.Supernet => SupernetPlan.UsualArchitectures,
        Suites.Cells => CellPlan.UsualCells,
        _ => null,
    };

    /// <summary>Returns the default number of seeds of a suite; null for the general default.</summary>
    public static int? Seeds(string? suite) => suite switch
    {
        Suites.Devices => DevicePlan.UsualSeeds,
        Suites.Trainings => CnnPlan.UsualSeeds,
        Suites.Supernet or Suites.Cells => SupernetPlan.UsualSeeds,
        _ => null,
    };

    /// <summary>Describes all defaults of one kind, for people.</summary>
    public static string Describe(Func<string?, int?> usual) =>
        string.Join(", ", from name in Suites.Names where usual(name) is not null select $"{usual(name)} for {name}");
}
