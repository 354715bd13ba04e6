using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Spaces;

namespace Serverless.Worker.Jobs;

/// <summary>Reads the input of a job, from a blob that cannot be trusted.</summary>
static class JobInput
{
    /// <summary>Returns the shape of the images of a dataset.</summary>
    /// <exception cref="JobInputException">There is no such dataset.</exception>
    public static ImageShape ShapeOf(DatasetSpecification dataset) => dataset.Shape
        ?? throw new JobInputException($"There is no dataset '{dataset.Name}'; use {FashionMnist.Name}, or a dataset with a source.");

    /// <summary>Returns the candidate of a job.</summary>
    /// <exception cref="JobInputException">The job names no candidate.</exception>
    public static (CandidateId Id, string Architecture) CandidateOf(Job job) => job is { Candidate: { } candidate, Architecture: { } architecture }
        ? (candidate, architecture)
        : throw new JobInputException($"A job of kind {job.Kind} must name its candidate and architecture.");

    /// <summary>Returns the path of the network of a job.</summary>
    /// <exception cref="JobInputException">The job names no network, or one outside this product's containers.</exception>
    public static BlobPath ModelOf(Job job)
    {
        if (job.ModelBlob is not { } text)
        {
            throw new JobInputException($"A job of kind {job.Kind} must name its network in modelBlob.");
        }

        try
        {
            var path = BlobPath.Parse(text);
            return BlobPaths.Containers.Contains(path.Container)
                ? path
                : throw new JobInputException($"The network '{text}' is outside the containers {string.Join(", ", BlobPaths.Containers)}.");
        }
        catch (FormatException malformed)
        {
            throw new JobInputException(malformed.Message, malformed);
        }
    }
}

/// <summary>The exception for a job that asks for something invalid or impossible.</summary>
public sealed class JobInputException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <value>Whether every training of the search asks for it.</value>
    public bool IsShared { get; init; }
}
