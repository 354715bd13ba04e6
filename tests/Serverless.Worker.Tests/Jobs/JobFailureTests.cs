using System.Runtime.InteropServices;
using Serverless.Learning.Datasets;
using Serverless.Learning.Training;
using Serverless.Worker.Jobs;
using static TorchSharp.torch;

namespace Serverless.Worker.Tests.Jobs;

public sealed class JobFailureTests
{
    [Fact]
    public void Of_FullDisk_SaysSoAndMayBeTriedElsewhere()
    {
        var full = Should.Throw<IOException>(() => File.WriteAllBytes("/dev/full", new byte[10_000]));

        JobFailure[] failures = [JobFailure.Of(full, 1), JobFailure.Of(new DatasetException("/data", "it cannot be kept.", full), 2)];

        failures.ShouldAllBe(failure => failure.Error.StartsWith("This worker's disk is full") && !failure.IsFinal);
        failures[0].Error.ShouldContain("No space left on device");
    }

    [Fact]
    public void Of_FileThatCannotBeReadForAnotherReason_IsNoFullDisk()
    {
        var missing = Should.Throw<IOException>(() => File.ReadAllBytes("/no/such/file"));

        JobFailure.Of(missing, 1).Error.ShouldStartWith("The worker failed with DirectoryNotFoundException");
    }

    [Fact]
    public void Of_LibtorchOutOfMemory_SaysWhatHelpsAndIsTriedAgainAloneOnce()
    {
        var tooLarge = Should.Throw<ExternalException>(() => zeros(1L << 48));

        var (error, isFinal, _) = JobFailure.Of(tooLarge, 1);

        error.ShouldStartWith("Out of memory (fewer --jobs, a smaller batchSize or a larger device help): ");
        error.ShouldNotContain("\n");
        (isFinal, JobFailure.Of(tooLarge, 2).IsFinal).ShouldBe((false, true));
    }

    [Fact]
    public void Of_CudaOutOfMemory_IsToldAlike() => JobFailure.Of(
        new NativeException("CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 79.10 GiB total capacity)\nException raised from ..."), 1)
        .Error.ShouldStartWith("Out of memory (");

    [Fact]
    public void Of_Divergence_IsNotTriedAgain() =>
        JobFailure.Of(new TrainingException("The loss is NaN."), 1).ShouldBe(new JobFailure("The training failed: The loss is NaN.", true));

    [Fact]
    public void Of_MissingDataset_MayBeTriedElsewhere() => JobFailure.Of(new DatasetException("/data", "it is not there.") { IsMissing = true }, 3)
        .ShouldBe(new JobFailure("This worker lacks the dataset: /data: it is not there.", false, IsShared: true));

    [Fact]
    public void Of_CauseThatAllTrainingsOfTheSearchShare_IsToldApartFromThoseOfAMachineOrACandidate()
    {
        Exception[] shared = [new DatasetException("/data", "label 3 is 9."), new JobInputException("There is no such blob.") { IsShared = true }];
        Exception[] others =
        [
            new DatasetException("/data", "the file cannot be read.", new UnauthorizedAccessException()),
            new JobInputException("The architecture is none."), new TrainingException("The loss is NaN."),
        ];

        shared.ShouldAllBe(cause => JobFailure.Of(cause, 1).IsShared);
        others.ShouldAllBe(cause => !JobFailure.Of(cause, 1).IsShared);
    }

    [Fact]
    public void Of_DatasetThatIsThereAndWrong_DoesNotSayThatItIsMissing() =>
        JobFailure.Of(new DatasetException("/data/labels", "label 3 is 12; the 10 classes are 0 to 9."), 1).Error
            .ShouldBe("The dataset cannot be used: /data/labels: label 3 is 12; the 10 classes are 0 to 9.");

    sealed class NativeException(string message) : ExternalException(message);
}
