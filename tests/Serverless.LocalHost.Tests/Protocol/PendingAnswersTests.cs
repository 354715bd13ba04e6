using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Tests.Protocol;

public sealed class PendingAnswersTests
{
    readonly PendingAnswers<string> _answers = new();

    [Fact]
    public async Task Complete_OutOfOrder_ReachesWhoAsked()
    {
        var first = _answers.Expect("1");
        var second = _answers.Expect("2");

        _answers.Complete("2", "two");
        _answers.Complete("1", "one");
        _answers.Complete("3", "nobody's");

        (await first).ShouldBe("one");
        (await second).ShouldBe("two");
    }

    [Fact]
    public async Task End_WithAnswersPending_FailsTheseAndLaterOnes()
    {
        var before = _answers.Expect("1");

        _answers.End(new WorkerProcessExitException("gone"));

        await Should.ThrowAsync<WorkerProcessExitException>(before);
        await Should.ThrowAsync<WorkerProcessExitException>(_answers.Expect("2"));
    }
}
