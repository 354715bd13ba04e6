using System.Text.Json.Serialization;
using Serverless.Core.Datasets;
using Serverless.Core.Devices;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Generators;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Validation;

namespace Serverless.Core;

/// <summary>
/// Serialises contracts: camelCase, nulls left out, enums by name. Reading rejects nulls and missing fields where the types do not allow them.
/// </summary>
/// <remarks>
/// An optional field that is missing reads as 0, null or an empty collection, whatever its initialiser says: generated code sets every init-only
/// property. So a field that is added to a contract needs a meaning for that value, and JSON that people write by hand has its own reader
/// (<see cref="SearchRequestReader"/>).
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = false)]
[JsonSerializable(typeof(SearchRequest))]
[JsonSerializable(typeof(SearchDocument))]
[JsonSerializable(typeof(SearchCancellation))]
[JsonSerializable(typeof(SearchTrace))]
[JsonSerializable(typeof(IdempotencyRecord))]
[JsonSerializable(typeof(ScheduleDefinition))]
[JsonSerializable(typeof(ScheduleDocument))]
[JsonSerializable(typeof(ResultPage<SearchDocument>), TypeInfoPropertyName = "SearchPage")]
[JsonSerializable(typeof(ResultPage<ScheduleDocument>), TypeInfoPropertyName = "SchedulePage")]
[JsonSerializable(typeof(ResultPage<Evaluation>), TypeInfoPropertyName = "EvaluationPage")]
[JsonSerializable(typeof(EvaluationColumns))]
[JsonSerializable(typeof(ResultPage<HistoryEntry>), TypeInfoPropertyName = "HistoryPage")]
[JsonSerializable(typeof(SearchHistoryPage))]
[JsonSerializable(typeof(SearchEventPage))]
[JsonSerializable(typeof(SearchEvent))]
[JsonSerializable(typeof(ResultPage<DeviceDefinition>), TypeInfoPropertyName = "DevicePage")]
[JsonSerializable(typeof(ResultPage<QueueState>), TypeInfoPropertyName = "QueuePage")]
[JsonSerializable(typeof(ResultPage<WorkerState>), TypeInfoPropertyName = "WorkerPage")]
[JsonSerializable(typeof(DatasetFingerprint))]
[JsonSerializable(typeof(DatasetReference))]
[JsonSerializable(typeof(ArrivalSet))]
[JsonSerializable(typeof(ResultPage<ArrivalSet>), TypeInfoPropertyName = "JournalPage")]
[JsonSerializable(typeof(OpenEvaluations))]
[JsonSerializable(typeof(CandidateSet))]
[JsonSerializable(typeof(ScoreSet))]
[JsonSerializable(typeof(TrainingSelection))]
[JsonSerializable(typeof(EvaluationSet))]
[JsonSerializable(typeof(RungPromotion))]
[JsonSerializable(typeof(RungPool))]
[JsonSerializable(typeof(ProposalLine))]
[JsonSerializable(typeof(Evaluation))]
[JsonSerializable(typeof(FrontDocument))]
[JsonSerializable(typeof(FrontHead))]
[JsonSerializable(typeof(FrontPartDocument))]
[JsonSerializable(typeof(HistoryEntry))]
[JsonSerializable(typeof(FrontComparison))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(JobMessage))]
[JsonSerializable(typeof(JobResultMessage))]
[JsonSerializable(typeof(JobReceipt))]
[JsonSerializable(typeof(JobWithdrawal))]
[JsonSerializable(typeof(OpenJob))]
[JsonSerializable(typeof(JobLease))]
[JsonSerializable(typeof(LeaseRequest))]
[JsonSerializable(typeof(LeasedJob))]
[JsonSerializable(typeof(ResultPage<LeasedJob>), TypeInfoPropertyName = "LeasePage")]
[JsonSerializable(typeof(LeaseTerm))]
[JsonSerializable(typeof(LeaseResult))]
[JsonSerializable(typeof(LeaseFailure))]
[JsonSerializable(typeof(StoredTraining))]
[JsonSerializable(typeof(ReferenceRepresentations))]
[JsonSerializable(typeof(WorkerHeartbeat))]
[JsonSerializable(typeof(DeviceDefinition))]
[JsonSerializable(typeof(SurrogateMetadata))]
[JsonSerializable(typeof(FitRequest))]
[JsonSerializable(typeof(FitSpecification))]
[JsonSerializable(typeof(SurrogateDocument))]
[JsonSerializable(typeof(SurrogateFailure))]
[JsonSerializable(typeof(SurrogateDecision))]
[JsonSerializable(typeof(SurrogateEntry))]
[JsonSerializable(typeof(ResultPage<SurrogateEntry>), TypeInfoPropertyName = "SurrogatePage")]
[JsonSerializable(typeof(GeneratorRequest))]
[JsonSerializable(typeof(GeneratorOrder))]
[JsonSerializable(typeof(GeneratorMetadata))]
[JsonSerializable(typeof(GeneratorDocument))]
[JsonSerializable(typeof(GeneratorFailure))]
[JsonSerializable(typeof(GeneratorProgress))]
[JsonSerializable(typeof(GeneratorEntry))]
[JsonSerializable(typeof(GeneratorAnswer))]
[JsonSerializable(typeof(ResultPage<GeneratorEntry>), TypeInfoPropertyName = "GeneratorPage")]
[JsonSerializable(typeof(ApiProblem))]
public sealed partial class CoreJson : JsonSerializerContext;
