using Serverless.Core.Searches.Requests;
using Serverless.Learning.Supernets.Cells;
using Serverless.Spaces;

namespace Serverless.Bench.Supernets;

/// <summary>What cells are worth that gradients find in one training: how large it is done.</summary>
/// <param name="RandomCells">How many are drawn and trained beside those found, the same for every seed; at least 2.</param>
/// <param name="Seeds">Searches of each method and strength.</param>
sealed record CellPlan(int RandomCells, int Seeds)
{
    /// <summary>Unless told otherwise.</summary>
    public const int UsualCells = 8;

    const int Channels = 4;

    /// <value>The space of all cells.</value>
    public SpaceSpecification Space { get; init; } = new NasBench201Space().DefaultSkeleton with { Channels = Channels, CellsPerStage = 1 };

    /// <value>What is searched, trained and judged on.</value>
    public DatasetSpecification Dataset { get; init; } = new() { Name = "fashion-mnist", TrainingImages = 1_024, ValidationImages = 1_000 };

    /// <value>How the weights of searches are learned.</value>
    public TrainingRecipe Search { get; init; } = new() { Epochs = 12, LearningRate = 0.05 };

    /// <value>How a cell is trained alone.</value>
    public TrainingRecipe Alone { get; init; } = new() { Epochs = 4, LearningRate = 0.05 };

    /// <value>Of each operation as a share of the most that a cell can have: multiply-accumulates, of which a convolution 3×3 has nine times those of one 1×1.</value>
    public IReadOnlyList<double> Costs { get; init; } = [0, 0, 1.0 / 54, 9.0 / 54, 0];

    /// <value>How much costs count.</value>
    public IReadOnlyList<double> Strengths { get; init; } = [0, 1];

    /// <value>The cost that cells may have, where a method takes a limit.</value>
    public double Limit { get; init; } = 0.5;

    /// <value>What is compared.</value>
    public IReadOnlyList<CellSearchMethod> Methods { get; init; } = Enum.GetValues<CellSearchMethod>();
}
