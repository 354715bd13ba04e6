using System.Security.Cryptography;
using System.Text;
using Serverless.Core.Datasets;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Application.Storage;

/// <summary>The layout of blob storage, in one place.</summary>
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
    /// <exception cref="FormatException">The name is none.</exception>
    public static BlobPath FrontPart(string searchId, string name) => Core.Fronts.FrontPart.IsName(name)
        ? new(Searches, $"{searchId}/front/{name}.json")
        : throw new FormatException($"'{name}' is no name of a front's part.");

    public static BlobPath History(string searchId, int segment) => Segment(searchId, "history", segment);

    /// <summary>All evaluations of a search with a surrogate, in the order of generations and proposals, a line each.</summary>
    public static BlobPath Knowledge(string searchId, int segment) => Segment(searchId, "knowledge", segment);

    /// <summary>What each generation's candidates had at the rungs that later ones are compared at.</summary>
    public static BlobPath RungPool(string searchId, int segment) => Segment(searchId, "rungs", segment);

    /// <summary>Every candidate that was proposed, a line for each generation.</summary>
    public static BlobPath Proposals(string searchId, int segment) => Segment(searchId, "proposals", segment);

    /// <summary>What the files of a search's own dataset were when a worker first read them.</summary>
    public static BlobPath DatasetFingerprint(string searchId) => new(Searches, $"{searchId}/dataset.json");

    /// <summary>A file of a dataset, which users put there.</summary>
    /// <exception cref="FormatException">The name is none.</exception>
    public static BlobPath DatasetBlob(string name) => DatasetFile.IsPlace(name)
        ? new(Datasets, name)
        : throw new FormatException($"'{name}' is no name of a dataset's file. {DatasetFile.PlaceRule}");

    /// <summary>That the search shall end early; the orchestration is told by an event, and looks here too.</summary>
    public static BlobPath Cancellation(string searchId) => new(Searches, $"{searchId}/cancel.json");

    public static BlobPath SearchTrace(string searchId) => new(Searches, $"{searchId}/trace.json");

    public static BlobPath Idempotency(string keyHash) => new(Searches, $"{SearchId.IdempotencyFolder}/{keyHash}.json");

    /// <summary>What the names of <see cref="SearchIndexEntry"/> begin with.</summary>
    public static string SearchIndexPrefix => $"{SearchId.IndexFolder}/";

    /// <summary>An empty blob for each search, whose names in ordinal order list the newest first.</summary>
    public static BlobPath SearchIndexEntry(string entry) => new(Searches, SearchIndexPrefix + entry);

    /// <summary>That every search of this container has its entry.</summary>
    public static BlobPath SearchIndexIsComplete => new(Searches, $"{SearchId.IndexFolder}.complete");

    /// <summary>What the names of <see cref="UnendedSearch"/> begin with.</summary>
    public static string UnendedSearchPrefix => $"{SearchId.UnendedFolder}/";

    /// <summary>An empty blob for each search that has not ended and each folder of checkpoints that it needs; also, for some time, for one that has.</summary>
    /// <param name="folder">With the slash that ends it.</param>
    /// <param name="searchId">The search.</param>
    public static BlobPath UnendedSearch(string folder, string searchId) => new(Searches, UnendedSearchPrefix + folder + searchId);

    /// <summary>That every search of this container that has not ended has its blob.</summary>
    public static BlobPath UnendedSearchesAreComplete => new(Searches, $"{SearchId.UnendedFolder}.folders");

    /// <summary>How far the purge of heartbeats has come.</summary>
    public static BlobPath HeartbeatPurge => new(Jobs, "heartbeats.purge");

    /// <summary>How far the purge of checkpoints has come.</summary>
    public static BlobPath CheckpointPurge => new(Searches, "checkpoints.purge");

    public static BlobPath Candidates(string searchId, int generation) => InGeneration(searchId, generation, "candidates.json");

    public static BlobPath Scores(string searchId, int generation) => InGeneration(searchId, generation, "scores.json");

    /// <summary>A part of a generation's scores, before they are put together; named by the index of its first candidate.</summary>
    public static BlobPath ScoreShard(string searchId, int generation, int first) =>
        InGeneration(searchId, generation, FormattableString.Invariant($"scores/{first:D5}.json"));

    public static BlobPath Selection(string searchId, int generation) => InGeneration(searchId, generation, "selection.json");

    public static BlobPath EvaluationSet(string searchId, int generation) => InGeneration(searchId, generation, "evaluations.json");

    /// <summary>What had ended when a turn of an asynchronous search began.</summary>
    public static BlobPath Arrivals(string searchId, int turn) => InGeneration(searchId, turn, "arrivals.json");

    /// <summary>What an asynchronous search has under way after a turn.</summary>
    public static BlobPath Open(string searchId, int turn) => InGeneration(searchId, turn, "open.json");

    /// <summary>One finished evaluation of a generation, before the generation's are put together.</summary>
    public static BlobPath Outcome(string searchId, int generation, CandidateId candidate) =>
        InGeneration(searchId, generation, $"outcomes/{candidate}.json");

    /// <summary>A candidate's evaluation as it stood after a rung below the last.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="generation">From 0.</param>
    /// <param name="rung">From 1.</param>
    /// <param name="candidate">The candidate.</param>
    public static BlobPath RungOutcome(string searchId, int generation, int rung, CandidateId candidate) =>
        InGeneration(searchId, generation, FormattableString.Invariant($"rungs/{rung}/{candidate}.json"));

    /// <summary>Who is trained on from a rung.</summary>
    public static BlobPath Promotion(string searchId, int generation, int rung) =>
        InGeneration(searchId, generation, FormattableString.Invariant($"rungs/{rung}/promotion.json"));

    /// <summary>Which surrogate serves a generation, how, and why.</summary>
    public static BlobPath SurrogateDecision(string searchId, int generation) => InGeneration(searchId, generation, "surrogate.json");

    /// <summary>The algorithm's state after it was told this generation's evaluations, without the candidates that <see cref="Proposals"/> has.</summary>
    public static BlobPath Algorithm(string searchId, int generation) => InGeneration(searchId, generation, "algorithm.json");

    /// <summary>The evaluation cache, shared by all searches.</summary>
    public static BlobPath CachedEvaluation(string space, string dataset, string recipe, CandidateId candidate, string fidelity, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/{fidelity}-{seed}.json"));

    /// <summary>What a training found, for others that ask for the same before the evaluation cache has it.</summary>
    public static BlobPath Training(string space, string dataset, string recipe, CandidateId candidate, string fidelity, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/{fidelity}-{seed}.training.json"));

    /// <summary>What a reference network makes of a few images, for all that are compared with it.</summary>
    public static BlobPath Representations(string space, string dataset, string recipe, CandidateId candidate, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/representations-{seed}.json"));

    /// <summary>The weights of a supernet, which all searches share that ask for the same.</summary>
    /// <param name="space">The space's name.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="recipe">The hash of the recipe that it is trained by.</param>
    /// <param name="supernet">What tells it from others of that recipe.</param>
    /// <param name="seed">Of weights and order.</param>
    public static BlobPath Supernet(string space, string dataset, string recipe, string supernet, long seed) =>
        new(Evaluations, FormattableString.Invariant($"{space}/{dataset}/{recipe}/supernet-{supernet}-{seed}.safetensors"));

    /// <summary>Where the training of a supernet stood last; written over as it goes on.</summary>
    /// <inheritdoc cref="Supernet"/>
    public static BlobPath SupernetCheckpoint(string space, string dataset, string recipe, string supernet, long seed) =>
        new(Checkpoints, FormattableString.Invariant($"{space}/{dataset}/{recipe}/supernet-{supernet}/running-{seed}.checkpoint"));

    /// <summary>Where a training stood after a rung, for any worker to go on from: a function of all that shaped it.</summary>
    /// <remarks>In a container of their own: Azure's rules for the ends of blobs tell them apart by how names begin.</remarks>
    /// <param name="space">The space's name.</param>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="recipe">The recipe's hash.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="epochs">After how many.</param>
    /// <param name="seed">Of weights and order.</param>
    public static BlobPath Checkpoint(string space, string dataset, string recipe, CandidateId candidate, int epochs, long seed) =>
        new(Checkpoints, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/epochs{epochs}-{seed}.checkpoint"));

    /// <summary>Where a training that runs stood last, whatever epoch that was; written over as it goes on.</summary>
    public static BlobPath RunningCheckpoint(string space, string dataset, string recipe, CandidateId candidate, long seed) =>
        new(Checkpoints, FormattableString.Invariant($"{space}/{dataset}/{recipe}/{candidate}/running-{seed}.checkpoint"));

    public static BlobPath Job(string jobId) => new(Jobs, $"{jobId}/job.json");

    public static BlobPath JobReceipt(string jobId) => new(Jobs, $"{jobId}/receipt.json");

    public static BlobPath JobResult(string jobId) => new(Jobs, $"{jobId}/result.json");

    public static BlobPath JobWithdrawal(string jobId) => new(Jobs, $"{jobId}/withdrawn.json");

    /// <summary>What workers lease to claim a job.</summary>
    public static BlobPath JobClaim(string jobId) => new(Jobs, $"{jobId}/claim");

    /// <summary>Which program of a user's has a job.</summary>
    public static BlobPath JobLease(string jobId) => new(Jobs, $"{jobId}/lease.json");

    /// <summary>That a job waits for a program of a user's, or is leased by one.</summary>
    public static BlobPath OpenJob(string jobId) => new(Jobs, $"{OpenJobsOf(null)}{jobId}");

    /// <summary>What the names of <see cref="OpenJob"/> begin with; no job's id can be this folder.</summary>
    /// <param name="searchId">The search that they are of, or one whose id begins with this; null: of any.</param>
    public static string OpenJobsOf(string? searchId) => searchId is null ? "open/" : $"open/{searchId}-";

    /// <summary>The folder of what says which workers are alive, in <see cref="Jobs"/>; no job's id can be this.</summary>
    public const string Workers = "workers/";

    /// <summary>That a worker is alive; any name will do for a worker, so its hash names the blob.</summary>
    public static BlobPath Heartbeat(string worker) =>
        new(Jobs, $"{Workers}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(worker)))[..32]}.json");

    /// <summary>Why a message, of whichever queue, went to a poison queue.</summary>
    public static BlobPath Rejection(string messageId) => new(Rejected, $"{messageId}.json");

    public static BlobPath JobModel(string jobId) => new(Jobs, $"{jobId}/model.onnx");

    /// <summary>A network that a repeated training exported although an earlier one had, with other weights.</summary>
    public static BlobPath JobModel(string jobId, string contentHash) => new(Jobs, $"{jobId}/model-{contentHash}.onnx");

    /// <summary>The weights of an exported network that was trained to its end, beside it.</summary>
    /// <exception cref="FormatException">It is no network of a job.</exception>
    public static BlobPath WeightsOf(BlobPath model) => model.Container == Jobs && model.Name.EndsWith(ModelSuffix, StringComparison.Ordinal)
        ? model with { Name = model.Name[..^ModelSuffix.Length] + ".safetensors" }
        : throw new FormatException($"'{model}' is no network of a job.");

    /// <summary>What describes a table; its files lie beside it.</summary>
    public static BlobPath Table(string table) => new(Tables, $"{table}/table.json");

    public static BlobPath TableFile(string table, string file) => new(Tables, $"{table}/{file}");

    public static BlobPath Device(string deviceId) => new(Devices, $"{deviceId}.json");

    /// <summary>A device that was deleted, as it last was; what evaluations say of its id stays, so one of another kind cannot take its place.</summary>
    public static BlobPath DeletedDevice(string deviceId) => new(Devices, $"{deviceId}.deleted");

    /// <summary>What a surrogate is to be fitted to.</summary>
    public static BlobPath FitSpecification(string surrogateId) => new(Surrogates, $"{surrogateId}/order.json");

    /// <summary>A surrogate that was fitted.</summary>
    public static BlobPath Surrogate(string surrogateId) => new(Surrogates, $"{surrogateId}/surrogate.json");

    /// <summary>That a fit was given up.</summary>
    public static BlobPath SurrogateFailure(string surrogateId) => new(Surrogates, $"{surrogateId}/failure.json");

    /// <summary>The network of a surrogate; named by its content, since another kind of device fits other weights.</summary>
    public static BlobPath SurrogateModel(string surrogateId, string contentHash) => new(Surrogates, $"{surrogateId}/{contentHash}.onnx");

    /// <summary>The weights of a surrogate that other fits can begin at; named by their content, as the network is.</summary>
    public static BlobPath SurrogateWeights(string surrogateId, string contentHash) => new(Surrogates, $"{surrogateId}/{contentHash}.safetensors");

    /// <summary>What a generator is to be fitted to.</summary>
    public static BlobPath GeneratorOrder(string generatorId) => new(Generators, $"{generatorId}/order.json");

    /// <summary>A generator that was fitted.</summary>
    public static BlobPath Generator(string generatorId) => new(Generators, $"{generatorId}/generator.json");

    /// <summary>That a fit was given up.</summary>
    public static BlobPath GeneratorFailure(string generatorId) => new(Generators, $"{generatorId}/failure.json");

    /// <summary>How far a fit is; written over as it goes on.</summary>
    public static BlobPath GeneratorProgress(string generatorId) => new(Generators, $"{generatorId}/progress.json");

    /// <summary>A network of a generator; named by its content, since another kind of device fits other weights.</summary>
    public static BlobPath GeneratorModel(string generatorId, string contentHash) => new(Generators, $"{generatorId}/{contentHash}.onnx");

    /// <summary>What the names of <see cref="GeneratorCheckpoint"/> begin with.</summary>
    public static string GeneratorCheckpoints(string generatorId) => $"{generatorId}/checkpoints/";

    /// <summary>Where a stage of a fit that runs stood last; written over as it goes on.</summary>
    /// <remarks>Beside the order, not among trainings' checkpoints: those are removed once no search needs them.</remarks>
    public static BlobPath GeneratorCheckpoint(string generatorId, string stage) => new(Generators, $"{GeneratorCheckpoints(generatorId)}{stage}.checkpoint");

    public static BlobPath Schedule(string scheduleId) => new(Schedules, $"{scheduleId}.json");

    /// <summary>A part of a log; the first has no number.</summary>
    static BlobPath Segment(string searchId, string name, int segment) =>
        new(Searches, segment == 0 ? $"{searchId}/{name}.jsonl" : FormattableString.Invariant($"{searchId}/{name}-{segment:D5}.jsonl"));

    static BlobPath InGeneration(string searchId, int generation, string name) =>
        new(Searches, FormattableString.Invariant($"{searchId}/generations/{generation:D5}/{name}"));
}

/// <summary>Where a blob is. Made by <see cref="BlobPaths"/> only, from validated parts.</summary>
public readonly record struct BlobPath(string Container, string Name)
{
    public override string ToString() => $"{Container}/{Name}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">No container, or no name.</exception>
    public static BlobPath Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1
            ? new BlobPath(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is not a blob path: container/name.");
    }
}
