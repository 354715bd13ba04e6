namespace Serverless.Functions;

/// <summary>The names of all functions. Running orchestrations refer to them, so they must never change.</summary>
public static class FunctionNames
{
    public const string SearchOrchestrator = nameof(SearchOrchestrator);
    public const string EvaluationOrchestrator = nameof(EvaluationOrchestrator);
    public const string TestOrchestrator = nameof(TestOrchestrator);
    public const string FitOrchestrator = nameof(FitOrchestrator);

    public const string BeginSearch = nameof(BeginSearch);
    public const string PlanSurrogate = nameof(PlanSurrogate);
    public const string SettleSurrogate = nameof(SettleSurrogate);
    public const string ProposeCandidates = nameof(ProposeCandidates);
    public const string ScoreCandidates = nameof(ScoreCandidates);
    public const string SelectForTraining = nameof(SelectForTraining);
    public const string WeighSelection = nameof(WeighSelection);
    public const string PromoteCandidates = nameof(PromoteCandidates);
    public const string MergeFront = nameof(MergeFront);
    public const string TakeTurn = nameof(TakeTurn);
    public const string SignalEvaluations = nameof(SignalEvaluations);
    public const string SelectForTesting = nameof(SelectForTesting);
    public const string EndSearch = nameof(EndSearch);
    public const string FailSearch = nameof(FailSearch);
    public const string PaceSearch = nameof(PaceSearch);
    public const string AdvanceWork = nameof(AdvanceWork);

    public const string PostSearch = nameof(PostSearch);
    public const string ValidateSearch = nameof(ValidateSearch);
    public const string ListSearches = nameof(ListSearches);
    public const string GetSearch = nameof(GetSearch);
    public const string GetRequest = nameof(GetRequest);
    public const string GetFront = nameof(GetFront);
    public const string GetModel = nameof(GetModel);
    public const string ListEvaluations = nameof(ListEvaluations);
    public const string GetEvaluationColumns = nameof(GetEvaluationColumns);
    public const string GetHistory = nameof(GetHistory);
    public const string ListEvents = nameof(ListEvents);
    public const string GetJournal = nameof(GetJournal);
    public const string CancelSearch = nameof(CancelSearch);
    public const string PauseSearch = nameof(PauseSearch);
    public const string ResumeSearch = nameof(ResumeSearch);
    public const string ExtendSearch = nameof(ExtendSearch);
    public const string RetrainSearch = nameof(RetrainSearch);
    public const string TakeLeases = nameof(TakeLeases);
    public const string RenewLease = nameof(RenewLease);
    public const string CompleteLease = nameof(CompleteLease);
    public const string FailLease = nameof(FailLease);
    public const string PutDevice = nameof(PutDevice);
    public const string PutDataset = nameof(PutDataset);
    public const string PutSchedule = nameof(PutSchedule);
    public const string GetSchedule = nameof(GetSchedule);
    public const string ListSchedules = nameof(ListSchedules);
    public const string DeleteSchedule = nameof(DeleteSchedule);
    public const string ListDevices = nameof(ListDevices);
    public const string DeleteDevice = nameof(DeleteDevice);
    public const string ListQueues = nameof(ListQueues);
    public const string ListWorkers = nameof(ListWorkers);
    public const string DeleteSurrogate = nameof(DeleteSurrogate);
    public const string PostSurrogate = nameof(PostSurrogate);
    public const string ListSurrogates = nameof(ListSurrogates);
    public const string GetSurrogate = nameof(GetSurrogate);
    public const string PostGenerator = nameof(PostGenerator);
    public const string ListGenerators = nameof(ListGenerators);
    public const string GetGenerator = nameof(GetGenerator);
    public const string GetGeneratedArchitectures = nameof(GetGeneratedArchitectures);
    public const string DeleteGenerator = nameof(DeleteGenerator);
    public const string GetAccess = nameof(GetAccess);
    public const string GetHealth = nameof(GetHealth);
    public const string GetDashboard = nameof(GetDashboard);
    public const string GetDashboardFile = nameof(GetDashboardFile);
    public const string GetOpenApi = nameof(GetOpenApi);

    public const string JobResults = nameof(JobResults);
    public const string SearchRequests = nameof(SearchRequests);

    public const string PurgeHistories = nameof(PurgeHistories);
    public const string PurgeEvaluations = nameof(PurgeEvaluations);
    public const string PurgeCheckpoints = nameof(PurgeCheckpoints);
    public const string RunSchedules = nameof(RunSchedules);
}
