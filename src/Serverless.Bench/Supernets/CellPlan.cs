using Serverless.Core.Searches.Requests;
using Serverless.Learning.Supernets.Cells;
using Serverless.Spaces;

namespace Serverless.Bench.Supernets;

/// <summary>The plan of a study of cells found by gradients in one training.</summary>
/// <param name="RandomCells">The number of random cells trained beside those found, the same for every seed; at least 2.</param>
/// <param name="Seeds">The number of searches of each method and weight of costs.</param>
sealed record CellPlan(int RandomCells, int Seeds)
{
    /// <summary>The default number of random cells.</summary>
    public const int UsualCells = 8;

    const int Channels = 4;

    /// <value>The space of the cells.</value>
    public SpaceSpecification Space { get; init; } = new NasBench201Space().DefaultSkeleton with { Channels = Channels, CellsPerStage = 1 };

    /// <value>The dataset on which cells are searched, trained and validated.</value>
    public DatasetSpecification Dataset { get; init; } = new() { Name = "fashion-mnist", TrainingImages = 1_024, ValidationImages = 1_000 };

    /// <value>The recipe by which the weights of searches are learnt.</value>
    public TrainingRecipe Search { get; init; } = new() { Epochs = 12, LearningRate = 0.05 };

    /// <value>The recipe of the separate training of a cell.</value>
    public TrainingRecipe Alone { get; init; } = new() { Epochs = 4, LearningRate = 0.05 };

    /// <value>
    /// The cost of each operation, as a share of the maximum cost of a cell: in multiply-accumulates, of which a 3×3 convolution has nine times those
    /// of a 1×1 convolution.
    /// </value>
    public IReadOnlyList<double> Costs { get; init; } = [0, 0, 1.0 / 54, 9.0 / 54, 0];

    /// <value>The weights of the costs.</value>
    public IReadOnlyList<double> Strengths { get; init; } = [0, 1];

    /// <value>The cost that cells may have, for methods with a limit.</value>
    public double Limit { get; init; } = 0.5;

    /// <value>The methods to compare.</value>
    public IReadOnlyList<CellSearchMethod> Methods { get; init; } = Enum.GetValues<CellSearchMethod>();
}
