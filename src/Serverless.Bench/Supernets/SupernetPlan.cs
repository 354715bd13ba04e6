using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Bench.Supernets;

/// <summary>How well accuracies by inherited weights rank candidates: how large it is done.</summary>
/// <param name="Architectures">How many are drawn from the space, the same for every seed; at least 2.</param>
/// <param name="Seeds">Supernets, and trainings of each architecture alone.</param>
sealed record SupernetPlan(int Architectures, int Seeds)
{
    /// <summary>Unless told otherwise: what two cores train in some minutes.</summary>
    public const int UsualArchitectures = 24;

    /// <summary>Unless told otherwise.</summary>
    public const int UsualSeeds = 2;

    const int Channels = 4;
    const int Images = 2_048;

    /// <value>The space of all networks.</value>
    public SpaceSpecification Space { get; init; } = new MobileSpace().DefaultSkeleton with { Channels = Channels };

    /// <value>What all are trained and judged on.</value>
    public DatasetSpecification Dataset { get; init; } = new() { Name = "fashion-mnist", TrainingImages = Images, ValidationImages = 1_000 };

    /// <value>How each architecture is trained alone, and the supernet but for its epochs.</value>
    public TrainingRecipe Recipe { get; init; } = new() { Epochs = 4, LearningRate = 0.05 };

    /// <value>How the supernet is trained.</value>
    public SupernetSpecification Supernet { get; init; } = new() { Epochs = 32 };
}
