using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Bench.Supernets;

/// <summary>The plan of a study of how well accuracies with inherited weights rank candidates.</summary>
/// <param name="Architectures">The number of architectures drawn from the space, the same for every seed; at least 2.</param>
/// <param name="Seeds">The number of supernets, and of separate trainings of each architecture.</param>
sealed record SupernetPlan(int Architectures, int Seeds)
{
    /// <summary>The default number of architectures, which two cores train in some minutes.</summary>
    public const int UsualArchitectures = 24;

    /// <summary>The default number of seeds.</summary>
    public const int UsualSeeds = 2;

    const int Channels = 4;
    const int Images = 2_048;

    /// <value>The space of the networks.</value>
    public SpaceSpecification Space { get; init; } = new MobileSpace().DefaultSkeleton with { Channels = Channels };

    /// <value>The dataset on which all networks are trained and validated.</value>
    public DatasetSpecification Dataset { get; init; } = new() { Name = "fashion-mnist", TrainingImages = Images, ValidationImages = 1_000 };

    /// <value>The recipe of separate trainings, and, except for the epochs, of the supernet.</value>
    public TrainingRecipe Recipe { get; init; } = new() { Epochs = 4, LearningRate = 0.05 };

    /// <value>The specification of the supernet.</value>
    public SupernetSpecification Supernet { get; init; } = new() { Epochs = 32 };
}
