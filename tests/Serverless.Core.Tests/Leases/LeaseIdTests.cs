using Serverless.Core.Leases;

namespace Serverless.Core.Tests.Leases;

public sealed class LeaseIdTests
{
    const string Job = "s0123456789abcdef0123-cdb5fc54e8c4dc3ca-train-1";

    [Fact]
    public void TryParse_AnIdThatWasMade_GivesItsJob()
    {
        LeaseId.TryParse(LeaseId.Create(Job), out var job).ShouldBeTrue();

        job.ShouldBe(Job);
        LeaseId.Create(Job).ShouldNotBe(LeaseId.Create(Job));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeeff")]
    [InlineData("-00112233445566778899aabbccddeeff")]
    [InlineData("s1-00112233445566778899aabbccddeefg")]
    [InlineData("s1-00112233445566778899AABBCCDDEEFF")]
    [InlineData("../s1-00112233445566778899aabbccddeeff")]
    [InlineData("s/1-00112233445566778899aabbccddeeff")]
    [InlineData("s1--00112233445566778899aabbccddeeff")]
    [InlineData("s1--2-00112233445566778899aabbccddeeff")]
    [InlineData("S1-00112233445566778899aabbccddeeff")]
    public void TryParse_WhatCanBeNone_IsFalse(string? text) => LeaseId.TryParse(text, out _).ShouldBeFalse();
}
