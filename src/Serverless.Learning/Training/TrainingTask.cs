using Serverless.Core.Searches.Requests;
using Serverless.Learning.Inheritance;
using Serverless.Spaces;

namespace Serverless.Learning.Training;

/// <summary>One candidate to train.</summary>
/// <param name="Candidate">The candidate's id.</param>
/// <param name="Architecture">An architecture of the candidate in the search space's own notation; the canonical one is trained.</param>
/// <param name="Space">The search space, and the size of its networks.</param>
/// <param name="Dataset">The dataset to train and validate on.</param>
/// <param name="Recipe">The training recipe.</param>
/// <param name="Seed">The seed of the initial weights and of the order of images.</param>
/// <param name="Until">The epoch to stop after, with the learning rate schedule of the whole training; null to train all epochs.</param>
public sealed record TrainingTask(
    CandidateId Candidate,
    string Architecture,
    SpaceSpecification Space,
    DatasetSpecification Dataset,
    TrainingRecipe Recipe,
    long Seed,
    int? Until = null)
{
    /// <value>The network whose weights the candidate starts from; null for random initial weights.</value>
    public ParentNetwork? Parent { get; init; }
}
