using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Datasets;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Application.Storage;

/// <summary>The layout of blob storage: the paths of all blobs, in one place.</summary>
public static class BlobPaths
{
    public const string Searches = "searches";
    public const string Evaluations = "evaluations";
    public const string Checkpoints = "checkpoints";
    public const string Jobs = "jobs";
    public const string Devices = "devices";
    public const string Rejected = "rejected";
    public const string Schedules = "schedules";
    public const string Surrogates = "surrogates";
    public const string Generators = "generators";
    public const string Tables = "tables";
    public const string Datasets = "datasets";

    const string ModelSuffix = ".onnx";

    /// <summary>The containers that must exist before anything runs.</summary>
    public static IReadOnlyList<string> Containers { get; } =
        [Searches, Evaluations, Checkpoints, Jobs, Devices, Rejected, Schedules, Surrogates, Generators, Tables, Datasets];

    public static BlobPath Request(string searchId) => new(Searches, $"{searchId}/request.json");

    public static BlobPath State(string searchId) => new(Searches, $"{searchId}/state.json");

    public static BlobPath Front(string searchId) => new(Searches, $"{searchId}/front.json");

    /// <summary>A part of a large front.</summary>
    /// <exception cref="FormatException">The name is not the name of a part.</exception>
    public static BlobPath FrontPart(string searchId, string name) => Core.Fronts.FrontPart.IsName(name)
        ? new(Searches, $"{searchId}/front/{name}.json")
        : throw new FormatException($"'{name}' is not a valid name for a part of a front.");

    public static BlobPath History(string searchId, int segment) => Segment(searchId, "history", segment);

    /// <summary>All evaluations of a search with a surrogate, in the order of generations and proposals, one per line.</summary>
    public static BlobPath Knowledge(string searchId, int segment) => Segment(searchId, "knowledge", segment);

    /// <summary>The results of each generation's candidates at the rungs, with which later generations are compared.</summary>
    public static BlobPath RungPool(string searchId, int segment) => Segment(searchId, "rungs", segment);

    /// <summary>All proposed candidates, one line per generation.</summary>
    public static BlobPath Proposals(string searchId, int segment) => Segment(searchId, "proposals", segment);

    /// <summary>The fingerprint of the files of a search's own dataset, as a worker first read them.</summary>
    public static BlobPath DatasetFingerprint(string searchId) => new(Searches, $"{searchId}/dataset.json");

    /// <summary>A file of a dataset that users upload.</summary>
    /// <exception cref="FormatException">The name is not the name of a file.</exception>
    public static BlobPath DatasetBlob(string name) => DatasetFile.IsPlace(name)
        ? new(Datasets, name)
        : throw new FormatException($"'{name}' is not a valid name for a dataset file. {DatasetFile.PlaceRule}");

    /// <summary>The request to cancel a search. The orchestration receives an event, and also checks this blob.</summary>
    public static BlobPath Cancellation(string searchId) => new(Searches, $"{searchId}/cancel.json");

    public static BlobPath SearchTrace(string searchId) => new(Searches, $"{searchId}/trace.json");

    public static BlobPath Idempotency(string keyHash) => new(Searches, $"{SearchId.IdempotencyFolder}/{keyHash}.json");

    /// <summary>The prefix of the names of <see cref="SearchIndexEntry"/>.</summary>
    public static string SearchIndexPrefix => $"{SearchId.IndexFolder}/";

    /// <summary>An empty blob for each search; the names in ordinal order list the newest search first.</summary>
    public static BlobPath SearchIndexEntry(string entry) => new(Searches, SearchIndexPrefix + entry);

    /// <summary>The mark that every search of this container has its index entry.</summary>
    public static BlobPath SearchIndexIsComplete => new(Searches, $"{SearchId.IndexFolder}.complete");

    /// <summary>The prefix of the names of <see cref="UnendedSearch"/>.</summary>
    public static string UnendedSearchPrefix => $"{SearchId.UnendedFolder}/";

    /// <summary>
    /// An empty blob for each search that has not ended and each folder of checkpoints that it needs; it can remain for some time after the search
    /// has ended.
    /// </summary>
    /// <param name="folder">The folder, with a trailing slash.</param>
    /// <param name="searchId">The search.</param>
    public static BlobPath UnendedSearch(string folder, string searchId) => new(Searches, UnendedSearchPrefix + folder + searchId);

    /// <summary>The mark that every search of this container that has not ended has its blobs.</summary>
    public static BlobPath UnendedSearchesAreComplete => new(Searches, $"{SearchId.UnendedFolder}.folders");

    /// <summary>The progress of the purge of heartbeats.</summary>
    public static BlobPath HeartbeatPurge => new(Jobs, "heartbeats.purge");

    /// <summary>The progress of the purge of checkpoints.</summary>
    public static BlobPath CheckpointPurge => new(Searches, "checkpoints.purge");

    public static BlobPath Candidates(string searchId, int generation) => InGeneration(searchId, generation, "candidates.json");

    public static BlobPath Scores(string searchId, int generation) => InGeneration(searchId, generation, "scores.json");

    /// <summary>A part of a generation's scores, before the parts are combined; named by the index of its first candidate.</summary>
    public static BlobPath ScoreShard(string searchId, int generation, int first) =>
        InGeneration(searchId, generation, FormattableString.Invariant($"scores/{first:D5}.json"));

    public static BlobPath Selection(string searchId, int generation) => InGeneration(searchId, generation, "selection.json");

    public static BlobPath EvaluationSet(string searchId, int generation) => InGeneration(searchId, generation, "evaluations.json");

    /// <summary>The evaluations that had ended when a turn of an asynchronous search began.</summary>
    public static BlobPath Arrivals(string searchId, int turn) => InGeneration(searchId, turn, "arrivals.json");

    /// <summary>The evaluations of an asynchronous search in progress after a turn.</summary>
    public static BlobPath Open(string searchId, int turn) => InGeneration(searchId, turn, "open.json");

    /// <summary>One finished evaluation of a generation, before the generation's evaluations are combined.</summary>
    public static BlobPath Outcome(string searchId, int generation, CandidateId candidate) =>
        InGeneration(searchId, generation, $"outcomes/{candidate}.json");

    /// <summary>The evaluation of a candidate as it stood after a rung below the last.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">The generation, from 0.</param>
    /// <param name="rung">The rung, from 1.</param>
    /// <param name="candidate">The candidate.</param>
    public static BlobPath RungOutcome(string searchId, int generation, int rung, CandidateId candidate) =>
        InGeneration(searchId, generation, FormattableString.Invariant($"rungs/{rung}/{candidate}.json"));

    /// <summary>The decisions on which candidates are trained beyond a rung.</summary>
    public static BlobPath Promotion(string searchId, int generation, int rung) =>
        InGeneration(searchId, generation, FormattableString.Invariant($"rungs/{rung}/promotion.json"));

    /// <summary>The surrogate of a generation, its role, and the reason.</summary>
    public static BlobPath SurrogateDecision(string searchId, int generation) => InGeneration(searchId, generation, "surrogate.json");

    /// <summary>
    /// The state of the algorithm after it received the evaluations of a generation, without the candidates stored in <see cref="Proposals"/>.
    /// </summary>
    public static BlobPath Algorithm(string searchId, int generation) => InGeneration(searchId, generation, "algorithm.json");

    /// <summary>An entry of the evaluation cache, which all searches share.</summary>
    public static BlobPath CachedEvaluation(string space, string dataset, string recipe, CandidateId candidate, string fidelity, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/{fidelity}-{seed}.json"));

    /// <summary>The result of a training, for other searches that request the same training before the evaluation cache has it.</summary>
    public static BlobPath Training(string space, string dataset, string recipe, CandidateId candidate, string fidelity, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/{fidelity}-{seed}.training.json"));

    /// <summary>The representations of a few images in a reference network, for all candidates that are compared with it.</summary>
    public static BlobPath Representations(string space, string dataset, string recipe, CandidateId candidate, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/representations-{seed}.json"));

    /// <summary>The weights of a supernet, shared by all searches that request the same one.</summary>
    /// <param name="space">The space's name.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="recipe">The hash of the recipe by which the supernet is trained.</param>
    /// <param name="supernet">The identity of the supernet among those of the same recipe.</param>
    /// <param name="seed">The seed of the weights and of the order of images.</param>
    public static BlobPath Supernet(string space, string dataset, string recipe, string supernet, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/supernet-{supernet}-{seed}.safetensors"));

    /// <summary>The last checkpoint of the training of a supernet, overwritten as the training continues.</summary>
    /// <inheritdoc cref="Supernet"/>
    public static BlobPath SupernetCheckpoint(string space, string dataset, string recipe, string supernet, long seed) =>
        new(Checkpoints, FormattableString.Invariant($"{space}/{dataset}/{recipe}/supernet-{supernet}/running-{seed}.checkpoint"));

    /// <summary>
    /// A checkpoint of a training after a rung, from which any worker can continue; the path is a function of everything that determines the
    /// training.
    /// </summary>
    /// <remarks>Checkpoints are in a container of their own, since Azure's lifecycle rules select blobs by the prefix of their names.</remarks>
    /// <param name="space">The space's name.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="recipe">The hash of the recipe.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="epochs">The number of epochs completed.</param>
    /// <param name="seed">The seed of the weights and of the order of images.</param>
    public static BlobPath Checkpoint(string space, string dataset, string recipe, CandidateId candidate, int epochs, long seed) =>
        new(Checkpoints, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/epochs{epochs}-{seed}.checkpoint"));

    /// <summary>The last checkpoint of a training in progress, after any epoch, overwritten as the training continues.</summary>
    public static BlobPath RunningCheckpoint(string space, string dataset, string recipe, CandidateId candidate, long seed) =>
        new(Checkpoints, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/running-{seed}.checkpoint"));

    public static BlobPath Job(string jobId) => new(Jobs, $"{jobId}/job.json");

    public static BlobPath JobReceipt(string jobId) => new(Jobs, $"{jobId}/receipt.json");

    public static BlobPath JobResult(string jobId) => new(Jobs, $"{jobId}/result.json");

    public static BlobPath JobWithdrawal(string jobId) => new(Jobs, $"{jobId}/withdrawn.json");

    /// <summary>The blob that workers lease to claim a job.</summary>
    public static BlobPath JobClaim(string jobId) => new(Jobs, $"{jobId}/claim");

    /// <summary>The lease of a job by a user's program.</summary>
    public static BlobPath JobLease(string jobId) => new(Jobs, $"{jobId}/lease.json");

    /// <summary>The mark that a job waits for a user's program, or is leased by one.</summary>
    public static BlobPath OpenJob(string jobId) => new(Jobs, $"{OpenJobsOf(null)}{jobId}");

    /// <summary>Returns the prefix of the names of <see cref="OpenJob"/>; no job id can be equal to this folder.</summary>
    /// <param name="searchId">The search of the jobs, or one whose id begins with this; null for the jobs of all searches.</param>
    public static string OpenJobsOf(string? searchId) => searchId is null ? "open/" : $"open/{searchId}-";

    /// <summary>The folder of the heartbeats of workers, in <see cref="Jobs"/>; no job id can be equal to it.</summary>
    public const string Workers = "workers/";

    /// <summary>The heartbeat of a worker, named by a hash because a worker can have any name.</summary>
    public static BlobPath Heartbeat(string worker) =>
        new(Jobs, $"{Workers}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(worker)))[..32]}.json");

    /// <summary>The reason why a message of any queue was moved to a poison queue.</summary>
    public static BlobPath Rejection(string messageId) => new(Rejected, $"{messageId}.json");

    public static BlobPath JobModel(string jobId) => new(Jobs, $"{jobId}/model.onnx");

    /// <summary>A network that a repeated training exported with other weights than an earlier one.</summary>
    public static BlobPath JobModel(string jobId, string contentHash) => new(Jobs, $"{jobId}/model-{contentHash}.onnx");

    /// <summary>The weights of an exported network that was trained to its end, stored beside the network.</summary>
    /// <exception cref="FormatException">The path is not that of a job's network.</exception>
    public static BlobPath WeightsOf(BlobPath model) => model.Container == Jobs && model.Name.EndsWith(ModelSuffix, StringComparison.Ordinal)
        ? model with { Name = model.Name[..^ModelSuffix.Length] + ".safetensors" }
        : throw new FormatException($"'{model}' is not a network of a job.");

    /// <summary>The description of a table; the files of the table are beside it.</summary>
    public static BlobPath Table(string table) => new(Tables, $"{table}/table.json");

    public static BlobPath TableFile(string table, string file) => new(Tables, $"{table}/{file}");

    public static BlobPath Device(string deviceId) => new(Devices, $"{deviceId}.json");

    /// <summary>The last state of a deleted device. Evaluations that name its id remain, so no device of another kind can reuse the id.</summary>
    public static BlobPath DeletedDevice(string deviceId) => new(Devices, $"{deviceId}.deleted");

    /// <summary>The specification of a surrogate to fit.</summary>
    public static BlobPath FitSpecification(string surrogateId) => new(Surrogates, $"{surrogateId}/order.json");

    /// <summary>The metadata of a fitted surrogate.</summary>
    public static BlobPath Surrogate(string surrogateId) => new(Surrogates, $"{surrogateId}/surrogate.json");

    /// <summary>The failure of an abandoned fit.</summary>
    public static BlobPath SurrogateFailure(string surrogateId) => new(Surrogates, $"{surrogateId}/failure.json");

    /// <summary>The network of a surrogate; named by its content, since fits on another kind of device give other weights.</summary>
    public static BlobPath SurrogateModel(string surrogateId, string contentHash) => new(Surrogates, $"{surrogateId}/{contentHash}.onnx");

    /// <summary>The weights of a surrogate, with which other fits can begin; named by their content, like the network.</summary>
    public static BlobPath SurrogateWeights(string surrogateId, string contentHash) => new(Surrogates, $"{surrogateId}/{contentHash}.safetensors");

    /// <summary>The specification of a generator to fit.</summary>
    public static BlobPath GeneratorOrder(string generatorId) => new(Generators, $"{generatorId}/order.json");

    /// <summary>The metadata of a fitted generator.</summary>
    public static BlobPath Generator(string generatorId) => new(Generators, $"{generatorId}/generator.json");

    /// <summary>The failure of an abandoned fit.</summary>
    public static BlobPath GeneratorFailure(string generatorId) => new(Generators, $"{generatorId}/failure.json");

    /// <summary>The progress of a fit, overwritten as the fit continues.</summary>
    public static BlobPath GeneratorProgress(string generatorId) => new(Generators, $"{generatorId}/progress.json");

    /// <summary>A network of a generator; named by its content, since fits on another kind of device give other weights.</summary>
    public static BlobPath GeneratorModel(string generatorId, string contentHash) => new(Generators, $"{generatorId}/{contentHash}.onnx");

    /// <summary>Returns the prefix of the names of <see cref="GeneratorCheckpoint"/>.</summary>
    public static string GeneratorCheckpoints(string generatorId) => $"{generatorId}/checkpoints/";

    /// <summary>The last checkpoint of a stage of a fit in progress, overwritten as the fit continues.</summary>
    /// <remarks>Stored beside the order, not with the checkpoints of trainings, which are removed once no search needs them.</remarks>
    public static BlobPath GeneratorCheckpoint(string generatorId, string stage) => new(Generators, $"{GeneratorCheckpoints(generatorId)}{stage}.checkpoint");

    public static BlobPath Schedule(string scheduleId) => new(Schedules, $"{scheduleId}.json");

    /// <summary>A segment of a log; the first has no number.</summary>
    static BlobPath Segment(string searchId, string name, int segment) =>
        new(Searches, segment == 0 ? $"{searchId}/{name}.jsonl" : FormattableString.Invariant($"{searchId}/{name}-{segment:D5}.jsonl"));

    static BlobPath InGeneration(string searchId, int generation, string name) =>
        new(Searches, FormattableString.Invariant($"{searchId}/generations/{generation:D5}/{name}"));
}

/// <summary>The path of a blob. Created only by <see cref="BlobPaths"/>, from validated parts.</summary>
public readonly record struct BlobPath(string Container, string Name)
{
    public override string ToString() => $"{Container}/{Name}";

    /// <summary>Parses the result of <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">The container or the name is missing.</exception>
    public static BlobPath Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            ? new BlobPath(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not a blob path: container/name.");
    }
}
