using DurableTask.AzureStorage;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Serverless.LocalHost.Durability;
using Serverless.LocalHost.Tests.Configuration;

namespace Serverless.LocalHost.Tests.Durability;

public sealed class EngineSettingsTests
{
    [Theory]
    [InlineData("", 15)]
    [InlineData("10", 10)]
    [InlineData("300", 300)]
    public void Visibility_OfTheSetting_IsFifteenSecondsUnlessSaid(string text, int seconds) =>
        EngineSettings.Visibility(Settings.Of(("LocalHost__Durable__VisibilitySeconds", text))).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("9")]
    [InlineData("301")]
    [InlineData("soon")]
    public void Visibility_OutOfRange_IsRefusedByName(string text) =>
        Should.Throw<StartException>(() => EngineSettings.Visibility(Settings.Of(("LocalHost__Durable__VisibilitySeconds", text))))
            .Message.ShouldContain("LocalHost__Durable__VisibilitySeconds");

    // The field is private to the package: when this fails, a new version has moved what EngineSettings changes.
    [Fact]
    public void Read_OfThePackagesFactory_FindsItsField()
    {
        var factory = typeof(IDurabilityProviderFactory).Assembly
            .GetType("Microsoft.Azure.WebJobs.Extensions.DurableTask.AzureStorageDurabilityProviderFactory", throwOnError: true)!;
        var made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(factory);
        var settings = new AzureStorageOrchestrationServiceSettings();
        factory.GetField("defaultSettings", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)
            .ShouldNotBeNull().SetValue(made, settings);

        EngineSettings.Read(made).ShouldBeSameAs(settings);
    }

    [Fact]
    public void Read_OfAFactoryWithoutTheField_NamesPackageAndField()
    {
        var failure = Should.Throw<InvalidOperationException>(() => EngineSettings.Read(new object()));

        failure.Message.ShouldContain("Microsoft.Azure.WebJobs.Extensions.DurableTask");
        failure.Message.ShouldContain("defaultSettings");
    }

    [Fact]
    public void MakeSettings_OfAFactoryWithoutTheMethod_NamesPackageAndMethod()
    {
        var failure = Should.Throw<InvalidOperationException>(() => EngineSettings.MakeSettings(new object()));

        failure.Message.ShouldContain("Microsoft.Azure.WebJobs.Extensions.DurableTask");
        failure.Message.ShouldContain("EnsureDefaultClientSettingsInitialized");
    }
}
