using Serverless.Core.Searches.Requests;
using Serverless.Learning.Inheritance;
using Serverless.Spaces;

namespace Serverless.Learning.Training;

/// <summary>One candidate to train.</summary>
/// <param name="Candidate">Its id.</param>
/// <param name="Architecture">In the space's own notation; any of the candidate's will do, the canonical one is trained.</param>
/// <param name="Space">The space, and how large its networks are.</param>
/// <param name="Dataset">What to train and judge on.</param>
/// <param name="Recipe">How to train.</param>
/// <param name="Seed">Of the initial weights and of the order of images.</param>
/// <param name="Until">The epoch to stop after, while the learning rate falls as in the whole training; null for the whole of it.</param>
public sealed record TrainingTask(
    CandidateId Candidate,
    string Architecture,
    SpaceSpecification Space,
    DatasetSpecification Dataset,
    TrainingRecipe Recipe,
    long Seed,
    int? Until = null)
{
    /// <value>The network whose weights it begins with; null: none, with random ones.</value>
    public ParentNetwork? Parent { get; init; }
}
