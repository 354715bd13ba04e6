namespace Serverless.Functions.Triggers.Http;

/// <summary>The codes of error responses. They are part of the API contract, so they must never change.</summary>
static class ProblemCodes
{
    public const string MalformedJson = "malformedJson";
    public const string InvalidRequest = "invalidRequest";
    public const string InvalidParameter = "invalidParameter";
    public const string UnsupportedMediaType = "unsupportedMediaType";
    public const string UnsupportedContentEncoding = "unsupportedContentEncoding";
    public const string MalformedBody = "malformedBody";
    public const string BodyTooSlow = "bodyTooSlow";
    public const string BodyTooLarge = "bodyTooLarge";
    public const string IdempotencyKeyReused = "idempotencyKeyReused";
    public const string SearchIdTaken = "searchIdTaken";
    public const string SearchNotFound = "searchNotFound";
    public const string JournalNotFound = "journalNotFound";
    public const string CandidateNotFound = "candidateNotFound";
    public const string ModelNotFound = "modelNotFound";
    public const string NotTrained = "notTrained";
    public const string SearchEnded = "searchEnded";
    public const string SearchEnding = "searchEnding";
    public const string SearchNotExtendable = "searchNotExtendable";
    public const string LeaseNotFound = "leaseNotFound";
    public const string LeaseLost = "leaseLost";
    public const string JobWithdrawn = "jobWithdrawn";
    public const string SurrogateNotFound = "surrogateNotFound";
    public const string GeneratorNotFound = "generatorNotFound";
    public const string GeneratorNotReady = "generatorNotReady";
    public const string DeviceNotMeasured = "deviceNotMeasured";
    public const string LimitTooLow = "limitTooLow";
    public const string GeneratorUnusable = "generatorUnusable";
    public const string ScheduleNotFound = "scheduleNotFound";
    public const string DatasetNameTaken = "datasetNameTaken";
    public const string DatasetUnusable = "datasetUnusable";
    public const string SurrogateInUse = "surrogateInUse";
    public const string DeviceKindFixed = "deviceKindFixed";
    public const string DeviceNotFound = "deviceNotFound";
    public const string DeviceInUse = "deviceInUse";
    public const string RouteNotFound = "routeNotFound";
    public const string PreconditionFailed = "preconditionFailed";
    public const string DocumentBroken = "documentBroken";
    public const string StorageUnavailable = "storageUnavailable";
    public const string InternalError = "internalError";
}
