using Serverless.Algorithms;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;
using Serverless.Core.Objectives;
using static Serverless.Core.Tests.Contracts.SampleParts;

namespace Serverless.Core.Tests.Contracts;

/// <summary>One value of each contract of jobs, with every field set.</summary>
static class JobSamples
{
    public static IReadOnlyList<object> All { get; } =
    [
        new Job
        {
            Id = "j1",
            Kind = JobKind.Measure,
            SearchId = "s0123456789abcdef0123",
            InstanceId = "s0123456789abcdef0123:2:4",
            EventName = "measured",
            Candidate = Candidate,
            Architecture = Cell,
            Surrogate = "s0123456789abcdef0123-g2",
            Generator = "gen-s0123456789abcdef0123",
            Space = OwnSpace,
            Dataset = Dataset,
            Training = Training,
            Seed = 7,
            Attempt = 2,
            MaximumAttempts = 4,
            Epochs = 1,
            Device = "local-cpu",
            ModelBlob = "jobs/j0/model.onnx",
            Reference = new ReferenceCandidate(Parent, Cell),
            Supernet = ContractSamples.Supernet,
            Inherits = new InheritedNetwork(Parent, Cell, InheritanceKind.Cut, "jobs/j0/model.onnx"),
            TraceParent = TraceParent,
        },
        new ReferenceRepresentations
        {
            Candidate = Parent,
            Architecture = Cell,
            Images = [3, 17],
            Stages = [[0.5f, -0.5f, -0.5f, 0.5f], [0, 0, 0, 0]],
            AccuracyPercent = 88.5,
            TrainSeconds = 12.5,
            Worker = "worker-1",
        },
        new JobResult
        {
            JobId = "j1",
            Outcome = JobOutcome.Failed,
            Metrics = new Dictionary<string, double> { ["latencyMs"] = 1.25 },
            ModelBlob = "jobs/j1/model.onnx",
            Seconds = 12.5,
            RanOn = "cuda:0",
            Worker = "worker-1",
            Error = "out of memory",
            IsFinal = true,
            IsShared = true,
            ReusedFrom = "j0",
        },
        new StoredTraining(
            "s0123456789abcdef0123",
            new JobResult { JobId = "j1", Outcome = JobOutcome.Completed, Metrics = new Dictionary<string, double> { ["accuracy"] = 88.5 }, Worker = "worker-1" }),
        new OpenJob("j1", "s0123456789abcdef0123", Time),
        new JobLease(new string('0', 64), "gpu-3", 120, Time, Time.AddSeconds(120), 1),
        new LeaseRequest { Worker = "gpu-3", Search = "s0123456789abcdef0123", Count = 2, LeaseSeconds = 600 },
        new LeasedJob
        {
            Lease = "s0123456789abcdef0123-cdb5fc54e8c4dc3ca-train-1-00112233445566778899aabbccddeeff",
            ExpiresAt = Time.AddSeconds(600),
            LeaseSeconds = 600,
            Search = "s0123456789abcdef0123",
            Candidate = Candidate,
            Attempt = 1,
            Space = "nasbench201",
            Architecture = Cell,
            Choices = new Dictionary<string, string> { ["0->1"] = "nor_conv_3x3" },
            Fidelity = "epochs3",
            Epochs = 3,
            Seed = 7,
            Objectives = [new Objective { Metric = "energyPerFrame", Goal = Goal.Minimise, Unit = "mJ", Threshold = 50 }],
            Report = ["energyPerFrame"],
        },
        new LeaseTerm(Time),
        new LeaseResult { Metrics = new Dictionary<string, double> { ["energyPerFrame"] = 12.5 }, Seconds = 30.5, RanOn = "cuda:0" },
        new LeaseFailure { Reason = "The compiler found no tiling.", Retryable = true },
        new JobMessage("j1") { Device = "local-cpu", SearchId = "s1" },
        new WorkerHeartbeat
        {
            Worker = "worker-1",
            At = Time,
            IntervalSeconds = 60,
            Devices = ["local-cpu"],
            TakesJobs = true,
            Searches = ["s1"],
            Jobs = [new RunningJob("j1", JobKind.Train, "s1", Time)],
            Slots = 2,
            JobsDone = 7,
            BusyShare = 0.75,
        },
        new JobResultMessage("j1", "s0123456789abcdef0123:2:4", "measured") { TraceParent = TraceParent },
        new JobReceipt("j1", "message", "receipt") { Device = "local-cpu" },
        new JobWithdrawal("The search was cancelled."),
    ];
}
