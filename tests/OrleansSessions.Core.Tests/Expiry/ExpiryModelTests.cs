using CsCheck;

namespace OrleansSessions.Core.Tests;

public sealed class ExpiryModelTests
{
    private static readonly Gen<ExpiryStep> Step = Gen.Select(
        Gen.Frequency(
            (6, ExpiryAction.Write), (1, ExpiryAction.Drop), (1, ExpiryAction.TakeAndReturn),
            (1, ExpiryAction.TakeAndWrite), (1, ExpiryAction.TakeAndDrop)),
        Gen.Int[0, 5], Gen.Long[0, 20], Gen.Int[1, 4],
        (action, key, time, maxCount) => new ExpiryStep(action, key, time, maxCount));

    [Fact]
    public void TakeDue_AnyHistory_ReportsExactlyWhatIsDueAndKeepsNothing() =>
        Step.Array[1, 40].Holds(GeneratedCases.ExpiryModel, steps =>
        {
            var model = new ExpiryModel();
            foreach (var step in steps)
            {
                model.Apply(step);
            }

            model.DropAllAndReachTheEnd();
            Assert.Equal(0, model.Count);
        });
}
