using System.Text.Json;
using Microsoft.DurableTask;
using Serverless.Application.Storage;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class ActivityRetriesTests
{
    static readonly DocumentException Broken = new(new BlobPath("searches", "s1/state.json"), "is broken.");

    [Fact]
    public void MayPass_BrokenBlob_IsFalse() => ActivityRetries.MayPass(TaskFailureDetails.FromException(Broken)).ShouldBeFalse();

    [Fact]
    public void MayPass_BrokenBlobWithinAnother_IsFalse() =>
        ActivityRetries.MayPass(TaskFailureDetails.FromException(new InvalidOperationException("outer", Broken))).ShouldBeFalse();

    [Fact]
    public void MayPass_StorageAway_IsTrue() =>
        ActivityRetries.MayPass(TaskFailureDetails.FromException(new StorageException("away"))).ShouldBeTrue();

    [Fact]
    public void Options_Policy_TriesThreeTimesAndWaitsLongerEachTime()
    {
        var policy = ActivityRetries.Options.Retry.ShouldNotBeNull().Policy.ShouldNotBeNull();

        policy.MaxNumberOfAttempts.ShouldBe(3);
        policy.BackoffCoefficient.ShouldBeGreaterThan(1);
        policy.Handle(Failure(Broken)).ShouldBeFalse();
        policy.Handle(Failure(new StorageException("away"))).ShouldBeTrue();
    }

    [Fact]
    public void FailureText_PassedOnByTasks_IsThatOfTheFirstFailure() =>
        FailureText.Of(TaskFailureDetails.FromException(new TaskFailedException("a", 0, new TaskFailedException("b", 1, Broken))))
            .ShouldBe(Broken.Message);

    [Fact]
    public void FailureText_OfASerialiser_IsInOurWords()
    {
        var fault = Should.Throw<ArgumentException>(() => JsonSerializer.Serialize(double.PositiveInfinity));

        var text = FailureText.Of(TaskFailureDetails.FromException(fault));

        text.ShouldStartWith("Internal error (ArgumentException).");
        text.ShouldNotContain(fault.Message);
    }

    // What the engine hands to a policy: its own exception, and no other.
    static DurableTask.Core.Exceptions.TaskFailedException Failure(Exception cause) => new(0, 0, "x", "", cause.Message, cause)
    {
        FailureDetails = new DurableTask.Core.FailureDetails(cause),
    };
}
