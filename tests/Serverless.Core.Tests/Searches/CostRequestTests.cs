using Serverless.Core.Budgets;
using Serverless.Core.Engine;

namespace Serverless.Core.Tests.Searches;

/// <summary>Limits of cost in requests.</summary>
public sealed class CostRequestTests
{
    const string Prices = """{ "currency": "EUR", "cpuPerHour": 0.2, "cudaPerHour": 2.5 }""";

    [Fact]
    public void Read_CostWithPrices_GivesBothAndCountsEpochs()
    {
        var request = Requests.ReadWith("budgets", $$"""{ "cost": 12.5, "prices": {{Prices}}, "generations": 10 }""").Request.ShouldNotBeNull();

        request.Budgets.ShouldBe(new() { Cost = 12.5, Prices = new() { Currency = "EUR", CpuPerHour = 0.2, CudaPerHour = 2.5 }, Generations = 10 });
        RungOutcomes.CountsEpochs(request).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{ "cost": 0, "prices": PRICES, "generations": 1 }""", "/budgets/cost", "greater than 0 and at most 1000000000, not 0")]
    [InlineData("""{ "cost": 5, "generations": 1 }""", "/budgets/cost", "has no prices to compute the cost. Add them")]
    [InlineData("""{ "cost": 5, "prices": PRICES }""", "/budgets/cost", "may never be reached, since results from the evaluation cache cost nothing: give another limit too")]
    [InlineData("""{ "prices": PRICES, "generations": 1 }""", "/budgets/prices", "which is not limited: limit it too, or remove this field")]
    [InlineData("""{ "cost": 5, "prices": { "currency": "euro", "cpuPerHour": 1, "cudaPerHour": 1 }, "generations": 1 }""", "/budgets/prices/currency", "three capital letters")]
    [InlineData("""{ "cost": 5, "prices": { "currency": "EUR", "cpuPerHour": -1, "cudaPerHour": 1 }, "generations": 1 }""", "/budgets/prices/cpuPerHour", "from 0 to 1000000, not -1")]
    [InlineData("""{ "cost": 5, "prices": { "currency": "EUR", "cpuPerHour": 1 }, "generations": 1 }""", "/budgets/prices/cudaPerHour", "Give the cost of an hour")]
    public void Read_ThatCannotBe_IsReportedThere(string budgets, string pointer, string message)
    {
        var error = Requests.ReadWith("budgets", budgets.Replace("PRICES", Prices, StringComparison.Ordinal)).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void CostOf_CpuAndCudaSeconds_CountsEachByItsPrice()
    {
        var prices = new PriceTable { Currency = "EUR", CpuPerHour = 0.36, CudaPerHour = 3.6 };

        prices.CostOf(workerSeconds: 3000, gpuSeconds: 2000).ShouldBe(0.1 + 2, 1e-12);
        prices.CostOf(0, 0).ShouldBe(0);
    }
}
