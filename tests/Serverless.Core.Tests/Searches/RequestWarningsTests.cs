using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Searches;

public sealed class RequestWarningsTests
{
    [Theory]
    [InlineData("objectives/0/threshold", "100.5", "/objectives/0/threshold", "No accuracy is better than 100.5: values go from 0 to 100.")]
    [InlineData("objectives/0/threshold", "100", "/objectives/0/threshold", "No accuracy is better than 100:")]
    [InlineData("objectives/1/threshold", "-0.5", "/objectives/1/threshold", "No latencyMs is better than -0.5: values go from 0 to any size.")]
    [InlineData("objectives/1/threshold", "0", "/objectives/1/threshold", "No latencyMs is better than 0:")]
    [InlineData("constraints/0", """{ "metric": "parameters", "atMost": -1 }""", "/constraints/0", "No parameters meets this bound")]
    [InlineData("budgets/targetHypervolume", "250.5", "/budgets/targetHypervolume", "No front reaches it: with these thresholds the hypervolume is at most 250.")]
    public void Of_WhatNothingReaches_IsToldThere(string path, string json, string pointer, string message)
    {
        var warning = Warnings(path, json).ShouldHaveSingleItem();

        warning.Pointer.ShouldBe(pointer);
        warning.Message.ShouldStartWith(message);
    }

    [Theory]
    [InlineData("objectives/0/threshold", "99.9")]
    [InlineData("objectives/0/threshold", "-5")]
    [InlineData("objectives/1/threshold", "1e30")]
    [InlineData("objectives/1/threshold", null)]
    [InlineData("budgets/targetHypervolume", "250")]
    public void Of_WhatSomethingMayReach_IsNoWarning(string path, string? json) => Warnings(path, json).ShouldBeEmpty();

    static IReadOnlyList<FieldError> Warnings(string path, string? json) =>
        RequestWarnings.Of(Requests.ReadWith(path, json).Request.ShouldNotBeNull(), Requests.Catalogue);
}
