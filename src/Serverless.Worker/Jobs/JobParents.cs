using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Learning.Inheritance;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Finds the trained networks with whose weights trainings begin.</summary>
/// <remarks>A training whose parent is missing fails: with random weights it would train a different network than the search assumes.</remarks>
sealed class JobParents(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>Returns the network with which the training of a job begins; null when it begins with random weights.</summary>
    /// <exception cref="JobInputException">The weights of the network are missing, or the job does not name the network.</exception>
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
            : throw Missing(inherits, $"{path} no longer exists");
    }

    /// <summary>Returns the path of the weights that a job inherits.</summary>
    /// <exception cref="JobInputException">The inherited network is not the network of a job.</exception>
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
        new($"The training starts from the weights of {inherits.Candidate} ({inherits.Architecture}), but {why}. Start the search again.");
}
