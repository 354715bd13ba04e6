using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Inheritance;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>The trained networks that trainings begin with.</summary>
/// <remarks>Where one is missing the training fails: one with random weights would be of another network than the search takes it for.</remarks>
sealed class JobParents(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>The network that the training of a job begins with; null where it begins with random weights.</summary>
    /// <exception cref="JobInputException">There are no weights of the network, or the job names none.</exception>
    public async Task<ParentNetwork?> FindAsync(Job job, CancellationToken cancellation)
    {
        if (job.Inherits is not { } inherits)
        {
            return null;
        }

        if (inherits.ModelBlob is null)
        {
            throw Missing(inherits, "no training of it for this search has ended with a network");
        }

        var path = PathOf(inherits);
        return await patience.RunAsync(token => documents.FindLargeAsync(path, token), cancellation) is { } weights
            ? new ParentNetwork(inherits.Architecture, inherits.Kind, weights)
            : throw Missing(inherits, $"{path} is not there any more");
    }

    /// <summary>Where the weights are that a job inherits.</summary>
    /// <exception cref="JobInputException">Beside no network of a job.</exception>
    public static BlobPath PathOf(InheritedNetwork inherits)
    {
        try
        {
            return BlobPaths.WeightsOf(BlobPath.Parse(inherits.ModelBlob ?? ""));
        }
        catch (FormatException malformed)
        {
            throw new JobInputException($"There are no weights of {inherits.Candidate}: {malformed.Message}", malformed);
        }
    }

    static JobInputException Missing(InheritedNetwork inherits, string why) =>
        new($"The training begins with the weights of {inherits.Candidate} ({inherits.Architecture}), and {why}. Begin the search again.");
}
