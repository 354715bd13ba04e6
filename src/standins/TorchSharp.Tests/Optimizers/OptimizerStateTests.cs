namespace TorchSharp.Tests.Optimizers;

public sealed class OptimizerStateTests
{
    const int StepsBefore = 3;

    public static TheoryData<string> Optimizers => ["SGD", "Adam", "AdamW"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void LoadStateDict_IntoANewOptimizer_GoesOnAsTheSavedOneDoes(string kind)
    {
        using var original = new Quadratic();
        using var resumed = new Quadratic();
        using var saved = Make(kind, original);
        for (var i = 0; i < StepsBefore; i++)
        {
            original.Step(saved);
        }

        saved.ParamGroups.Single().LearningRate = 0.07;
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            saved.save_state_dict(writer);
        }

        using var loaded = Make(kind, resumed);
        using (no_grad())
        {
            resumed.Parameter.copy_(original.Parameter).Dispose();
        }

        stream.Position = 0;
        using (var reader = new BinaryReader(stream))
        {
            loaded.load_state_dict(reader);
        }

        resumed.Step(loaded).ShouldBe(original.Step(saved));
        loaded.ParamGroups.Single().LearningRate.ShouldBe(0.07);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void LoadStateDict_FromALiveOptimizer_CopiesItsState(string kind)
    {
        using var original = new Quadratic();
        using var resumed = new Quadratic();
        using var source = Make(kind, original);
        using var target = Make(kind, resumed);
        original.Step(source);
        resumed.Step(target);
        resumed.Step(target);

        target.load_state_dict(source.state_dict());
        using (no_grad())
        {
            resumed.Parameter.copy_(original.Parameter).Dispose();
        }

        resumed.Step(target).ShouldBe(original.Step(source));
    }

    [Fact]
    public void LoadStateDict_OfAnotherKind_SaysWhichItFound()
    {
        using var problem = new Quadratic();
        using var stream = new MemoryStream();
        using var sgd = Make("SGD", problem);
        using var adam = Make("Adam", problem);
        sgd.save_state_dict(new BinaryWriter(stream));
        stream.Position = 0;

        Should.Throw<InvalidDataException>(() => adam.load_state_dict(new BinaryReader(stream))).Message.ShouldContain("SGD");
    }

    [Fact]
    public void LoadStateDict_WithMoreParameters_Refuses()
    {
        using var one = new Quadratic();
        using var two = new Quadratic();
        using var source = Make("SGD", one);
        using var target = optim.SGD([one.Parameter, two.Parameter], 0.1, 0.9);

        Should.Throw<ArgumentException>(() => target.load_state_dict(source.state_dict()));
    }

    static Modules.OptimizerHelper Make(string kind, Quadratic problem) => kind switch
    {
        "SGD" => optim.SGD([problem.Parameter], 0.1, 0.9),
        "Adam" => optim.Adam([problem.Parameter], 0.1),
        _ => optim.AdamW([problem.Parameter], 0.1),
    };
}
