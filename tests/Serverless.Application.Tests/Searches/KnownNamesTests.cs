using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Application.Tests.Searches;

public sealed class KnownNamesTests
{
    static readonly FieldError Faulty = new("/seed", "This must be a whole number.");
    static readonly FieldError Broken = new("/objectives/1/device", "'cpu' is no device.") { UnknownName = "cpu" };
    static readonly FieldError Unknown = new("/objectives/0/device", "'gpu' is no device.") { UnknownName = "gpu" };

    static readonly KnownNames Names = new(
        new RequestCatalogue { Datasets = [], Devices = [], Algorithms = [] },
        [new BrokenName("cpu", new DocumentException(BlobPaths.Device("cpu"), "is no JSON."))]);

    [Fact]
    public void Explain_NothingElseIsWrong_ThrowsWhatIsBroken() =>
        Should.Throw<DocumentException>(() => Names.Explain([Broken, Broken])).Message.ShouldContain("devices/cpu.json");

    [Fact]
    public void Explain_CallersFaultsBesideIt_TellsAllOfThem()
    {
        var errors = Names.Explain([Faulty, Broken, Unknown]);

        errors.Select(error => error.Pointer).ShouldBe([Faulty.Pointer, Broken.Pointer, Unknown.Pointer]);
        errors[1].Message.ShouldContain("cannot be read");
        (errors[0], errors[2]).ShouldBe((Faulty, Unknown));
    }

    [Fact]
    public void Explain_NoBrokenNameIsGiven_LeavesErrorsAsTheyAre()
    {
        Names.Explain([Unknown, Faulty]).ShouldBe([Unknown, Faulty]);
        Names.Explain([]).ShouldBeEmpty();
    }
}
