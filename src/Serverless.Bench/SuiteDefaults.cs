using Serverless.Bench.Fidelities.Trained;
using Serverless.Bench.Generators;
using Serverless.Bench.Problems;
using Serverless.Bench.Supernets;

namespace Serverless.Bench;

/// <summary>How much is run unless told, by suite, where fits and trainings take longer than looks into a table.</summary>
static class SuiteDefaults
{
    /// <summary>Evaluations of a suite; null: as many as of others.</summary>
    public static int? Evaluations(string? suite) => suite switch
    {
        Suites.Devices => DevicePlan.UsualEvaluations,
        Suites.Trainings => CnnPlan.UsualTrainings,
        Suites.Supernet => SupernetPlan.UsualArchitectures,
        Suites.Cells => CellPlan.UsualCells,
        _ => null,
    };

    /// <summary>Seeds of a suite; null: as many as of others.</summary>
    public static int? Seeds(string? suite) => suite switch
    {
        Suites.Devices => DevicePlan.UsualSeeds,
        Suites.Trainings => CnnPlan.UsualSeeds,
        Suites.Supernet or Suites.Cells => SupernetPlan.UsualSeeds,
        _ => null,
    };

    /// <summary>All defaults of one sort, for people.</summary>
    public static string Describe(Func<string?, int?> usual) =>
        string.Join(", ", from name in Suites.Names where usual(name) is not null select $"{usual(name)} of {name}");
}
